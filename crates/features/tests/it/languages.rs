//! Small catalogues in other languages: their language is detected, their films are found with and without accents,
//! and their terms are words as people write them.

use matinee_catalogue::{Catalogue, Film, Year};
use matinee_features::search::matched;
use matinee_features::{Field, Model, Params, TextLanguage, store};

/// Films by title, with two sentences of each.
type Films = &'static [(&'static str, &'static str)];

const FRENCH: Films = &[
    (
        "Le Fabuleux Destin d'Amélie Poulain",
        "Une jeune serveuse de Montmartre décide d'aider les gens qui l'entourent. Elle trouve l'amour avec un garçon aussi timide qu'elle.",
    ),
    (
        "L'Évadé de la forêt",
        "Un prisonnier évadé se cache dans une forêt. Le détective qui le poursuit n'est pas sûr de sa culpabilité.",
    ),
    (
        "La Nuit du phare",
        "Un détective arrive dans un village où le gardien du phare a disparu. Les pêcheurs ne veulent pas parler.",
    ),
    (
        "Qu'elle était verte, ma vallée",
        "Une famille de mineurs vit dans une vallée. Le plus jeune fils raconte la vie de son village.",
    ),
    (
        "Les Enfants du port",
        "Deux enfants perdus cherchent leur mère dans un port. Un pêcheur les aide et leur apprend la mer.",
    ),
    (
        "Mon oncle d'Afrique",
        "Une famille reçoit un oncle que personne ne connaît. Les enfants l'aiment, mais la mère a peur de lui.",
    ),
    (
        "Le Détective amoureux",
        "Un détective tombe amoureux de la femme qu'il doit surveiller. Cet amour le mène à sa perte.",
    ),
    ("Sœurs de glace", "Deux sœurs vivent dans une cabane au fond de la forêt. Un évadé blessé frappe à leur porte."),
    (
        "Château de cartes",
        "Un voleur prépare le cambriolage d'un château. Sa sœur, qui y est serveuse, le dénonce à la police.",
    ),
    (
        "L'Amour à la plage",
        "Pendant les vacances, une serveuse et un pêcheur découvrent l'amour. L'été finit trop vite.",
    ),
];

const GERMAN: Films = &[
    (
        "Das Mädchen und der Mörder",
        "Ein Mädchen sieht einen Mord und wird von dem Mörder verfolgt. Der Kommissar glaubt ihr nicht.",
    ),
    ("Über den Bergen", "Eine Familie flieht über die Berge. Der Vater wird von den Soldaten gefangen."),
    (
        "Der Kommissar von Köln",
        "Ein Kommissar sucht den Mörder eines Richters. Die Spur führt ihn in seine eigene Familie.",
    ),
    (
        "Die Brücke im Nebel",
        "Zwei Soldaten bewachen eine Brücke, die niemand mehr braucht. Im Nebel erscheint ein Mädchen.",
    ),
    (
        "Straße der Träume",
        "Eine Sängerin kommt in die Stadt, um berühmt zu werden. Sie verliebt sich in einen Kommissar.",
    ),
    ("Schloss im Schnee", "In einem Schloss treffen sich die Erben eines Grafen. In der Nacht geschieht ein Mord."),
    (
        "Vaters Fabrik",
        "Ein Vater verliert seine Fabrik und verbirgt es vor seiner Familie. Die Kinder entdecken die Wahrheit.",
    ),
    ("Die Sängerin", "Eine Sängerin verliert ihre Stimme. Ein Kind aus dem Schloss lehrt sie, wieder zu singen."),
    ("Kinder des Krieges", "Nach dem Krieg suchen zwei Kinder ihren Vater. Ein Soldat nimmt sie auf seinem Wagen mit."),
    (
        "Nacht ohne Mörder",
        "Ein Richter wartet auf einen Mörder, der nicht kommt. Die Soldaten sind schon in der Stadt.",
    ),
];

const RUSSIAN: Films = &[
    ("Тайный агент", "Тайный агент возвращается в Москву после войны. Он ищет убийцу своего брата."),
    ("Ёлка в лесу", "Ребёнок теряется в зимнем лесу. Его находит старый солдат, который живёт там один."),
    ("Война и сестра", "Две сестры ждут солдата с войны. Он любит только одну из них."),
    ("Убийца из Москвы", "Следователь ищет убийцу, который прячется в Москве. Его брат знает тайну этого человека."),
    ("Поезд на север", "Молодой следователь едет на север в поезде. Ночью в вагоне происходит убийство."),
    ("Старый дом", "Семья приезжает в старый дом в лесу. Ребёнок видит там тайную комнату."),
    ("Любовь солдата", "Солдат влюбляется в певицу из Москвы. Война разделяет их на долгие годы."),
    ("Певица", "Певица теряет голос, и семья от неё уходит. Она находит любовь в маленьком городе на севере."),
    ("Две тайны", "У следователя есть тайна, о которой знает его сестра. Когда приходит убийца, она молчит."),
    ("Снег над городом", "В городе идёт снег, и поезд не может уехать. Незнакомые люди рассказывают о своей любви."),
];

const JAPANESE: Films = &[
    ("千と森の神隠し", "少女が森の中で不思議な温泉に迷い込む。彼女は両親を助けるために魔女のもとで働く。"),
    ("名探偵と東京の夜", "東京で連続殺人が起こり、名探偵が犯人を追う。やがて探偵は警察の秘密を知る。"),
    ("巨大ロボット大戦", "巨大ロボットが東京を襲う。少年は父の作ったロボットに乗って戦う。"),
    ("七人の武士", "村を守るために武士が集まる。農民は武士を恐れながらも共に戦う。"),
    ("海辺の家族", "海辺の町で暮らす家族の一年。父は漁師をやめて東京へ行くことを決める。"),
    ("最後の武士", "戦争に敗れた武士が故郷の村に帰る。そこで彼は幼い少女と暮らし始める。"),
    ("探偵の娘", "探偵の娘が父の死の秘密を探る。犯人は警察の中にいた。"),
    ("魔女の温泉", "山奥の温泉に魔女が住んでいる。都会から来た家族は魔女と友達になる。"),
    ("ロボットの涙", "人間の心を持つロボットが少女と出会う。戦争が始まり、ロボットは兵器にされる。"),
    ("漁師の海", "年老いた漁師が一人で海に出る。嵐の中で彼は死んだ家族を思い出す。"),
];

const CHINESE: Films = &[
    ("上海侦探", "年轻的侦探在上海调查一起谋杀案。他发现警察局长就是凶手。"),
    ("少林英雄", "一个孤儿在少林寺学习武功。他长大以后为父亲报仇，打败了军阀。"),
    ("卧虎山庄", "一名剑客来到山庄寻找宝剑。他爱上了庄主的女儿。"),
    ("北京爱情", "一个出租车司机和一名歌手在北京相遇。他们的爱情遭到家人的反对。"),
    ("最后的剑客", "剑客隐居多年，军阀请他出山。为了女儿，他再次拿起宝剑。"),
    ("谋杀之夜", "一场谋杀发生在上海的饭店里。侦探怀疑每一个客人。"),
    ("孤儿的歌", "孤儿院的孩子组成了合唱团。一名歌手帮助他们到北京演出。"),
    ("军阀时代", "军阀占领了县城，百姓生活困苦。一名教师带领孤儿逃到上海。"),
    ("武功之王", "少林寺的和尚下山比武。他的武功打败了所有的对手。"),
    ("歌手与司机", "司机每天送歌手回家。有一天歌手失踪了，警察怀疑司机。"),
];

const THAI: Films = &[
    ("ผีบ้านเก่า", "ครอบครัวหนึ่งย้ายเข้าไปอยู่ในบ้านเก่า และพบว่ามีผีอาศัยอยู่ ตำรวจไม่เชื่อเรื่องนี้"),
    ("ตำรวจกรุงเทพ", "ตำรวจหนุ่มตามล่าฆาตกรในกรุงเทพ เขาพบว่าฆาตกรเป็นเพื่อนเก่าของเขา"),
    ("รักริมทะเล", "หญิงสาวจากกรุงเทพพบชาวประมงที่ริมทะเล ความรักของทั้งสองถูกครอบครัวกีดกัน"),
    ("นักมวยหมู่บ้าน", "นักมวยจากหมู่บ้านเข้าไปกรุงเทพเพื่อตามหาพระพุทธรูปที่ถูกขโมย เขาต้องสู้กับมาเฟีย"),
    ("ชาวประมงกับผี", "ชาวประมงพบผีในทะเล และต้องช่วยให้ผีไปเกิด หมู่บ้านไม่มีใครเชื่อเขา"),
    ("ฆาตกรในหมู่บ้าน", "ฆาตกรซ่อนตัวอยู่ในหมู่บ้าน ตำรวจสงสัยครูสาวของโรงเรียน"),
    ("ครูบนภูเขา", "ครูสาวไปสอนที่โรงเรียนบนภูเขา เด็กนักเรียนไม่เคยเห็นทะเล"),
    ("มาเฟียกรุงเทพ", "มาเฟียควบคุมกรุงเทพ นักมวยเก่าคนหนึ่งลุกขึ้นสู้เพื่อครอบครัว"),
    ("โรงเรียนผี", "นักเรียนเห็นผีในโรงเรียนเก่า ครูเล่าความลับของภูเขา"),
    ("ทะเลและภูเขา", "เด็กจากภูเขาเดินทางไปดูทะเลกับครู ระหว่างทางพวกเขาพบชาวประมงใจดี"),
];

const ENGLISH: Films = &[
    (
        "The Lighthouse Keeper",
        "A detective comes to a village where the keeper of the lighthouse has vanished. The fishermen do not talk.",
    ),
    ("Two Sisters", "Two sisters live in a cabin in the woods. A wounded convict knocks at their door."),
    ("House of Cards", "A thief plans to rob a castle. His sister, who works there as a waitress, tells the police."),
];

const CATALOGUES: [(TextLanguage, Films); 7] = [
    (TextLanguage::French, FRENCH),
    (TextLanguage::German, GERMAN),
    (TextLanguage::Russian, RUSSIAN),
    (TextLanguage::Japanese, JAPANESE),
    (TextLanguage::Chinese, CHINESE),
    (TextLanguage::Thai, THAI),
    (TextLanguage::English, ENGLISH),
];

fn films(films: &[(&str, &str)]) -> Vec<Film> {
    let of = |&(title, synopsis): &(&str, &str)| {
        let mut film = Film::new(title, Year::new(1990).unwrap());
        film.synopsis = synopsis.to_owned();
        film
    };
    films.iter().map(of).collect()
}

fn train(films: Vec<Film>, language: Option<TextLanguage>) -> Model {
    let params = Params { max_share: 0.5, language, ..Params::default() };
    Model::train(Catalogue::new(films).unwrap(), &params).unwrap()
}

fn model(of: Films) -> Model {
    train(films(of), None)
}

fn found<'a>(model: &'a Model, query: &str) -> Vec<&'a str> {
    model.search(query, 5).into_iter().map(|row| model.film(row).title.as_str()).collect()
}

fn words(model: &Model) -> Vec<&str> {
    let words = &model.vocabulary().terms()[model.vocabulary().columns_of(Field::Words)];
    words.iter().map(|term| term.text.as_str()).collect()
}

#[test]
fn the_language_of_a_catalogue_is_detected_and_recorded() {
    for (language, films) in CATALOGUES {
        assert_eq!(model(films).params().language, Some(language));
    }
}

#[test]
fn a_mixed_catalogue_is_of_the_language_of_most_of_its_films() {
    for (language, most) in CATALOGUES {
        for (_, few) in CATALOGUES {
            let mixed = [films(&most[..3]), films(&few[..2])].concat();
            let mut once = mixed;
            once.dedup_by(|a, b| a.id == b.id);
            once.sort_by(|a, b| a.id.cmp(&b.id));
            once.dedup_by(|a, b| a.id == b.id);
            assert_eq!(train(once, None).params().language, Some(language));
        }
    }
}

#[test]
fn films_without_text_are_taken_for_english() {
    let mut films = films(&[("Ada", ""), ("Bea", "")]);
    for film in &mut films {
        film.directors = vec!["Ada Lund".to_owned()];
    }
    assert_eq!(train(films, None).params().language, Some(TextLanguage::English));
}

#[test]
fn naming_the_language_that_would_be_detected_gives_the_same_model_and_another_gives_another() {
    let detected = model(FRENCH);
    assert_eq!(train(films(FRENCH), Some(TextLanguage::French)).version(), detected.version());
    assert_ne!(train(films(FRENCH), Some(TextLanguage::English)).version(), detected.version());
}

#[test]
fn a_title_is_found_with_and_without_accents_and_by_part_of_it() {
    for (films, queries) in [
        (
            FRENCH,
            &[
                ("amelie poulain", "Le Fabuleux Destin d'Amélie Poulain"),
                ("Amélie Poulain", "Le Fabuleux Destin d'Amélie Poulain"),
                ("destin d'amelie", "Le Fabuleux Destin d'Amélie Poulain"),
                ("evade", "L'Évadé de la forêt"),
                ("l'evade de la foret", "L'Évadé de la forêt"),
                ("amour", "L'Amour à la plage"),
                ("chateau", "Château de cartes"),
                ("soeurs", "Sœurs de glace"),
                ("elle etait verte", "Qu'elle était verte, ma vallée"),
            ][..],
        ),
        (
            GERMAN,
            &[
                ("madchen morder", "Das Mädchen und der Mörder"),
                ("Mädchen Mörder", "Das Mädchen und der Mörder"),
                ("strasse", "Straße der Träume"),
                ("uber den bergen", "Über den Bergen"),
            ],
        ),
        (
            RUSSIAN,
            &[("елка", "Ёлка в лесу"), ("Ёлка", "Ёлка в лесу"), ("тайный агент", "Тайный агент"), ("певица", "Певица")],
        ),
        (
            JAPANESE,
            &[
                ("神隠し", "千と森の神隠し"),
                ("千と森", "千と森の神隠し"),
                ("ロボット大戦", "巨大ロボット大戦"),
                ("大戦", "巨大ロボット大戦"),
                ("ﾛﾎﾞｯﾄの涙", "ロボットの涙"),
            ],
        ),
        (CHINESE, &[("英雄", "少林英雄"), ("少林", "少林英雄"), ("侦探", "上海侦探"), ("卧虎", "卧虎山庄")]),
        (THAI, &[("บ้านเก่า", "ผีบ้านเก่า"), ("กรุงเทพ", "ตำรวจกรุงเทพ"), ("นักมวย", "นักมวยหมู่บ้าน")]),
    ] {
        let model = model(films);
        for (query, title) in queries {
            let found = found(&model, query);
            assert!(found.iter().take(2).any(|of| of == title), "{query}: {found:?}");
        }
        let first = found(&model, queries[0].0);
        assert_eq!(first[0], queries[0].1, "{first:?}");
    }
}

#[test]
fn words_of_a_story_are_found_in_other_forms() {
    for (films, query, title) in [
        (FRENCH, "gardiens disparus", "La Nuit du phare"),
        (FRENCH, "cambriolages", "Château de cartes"),
        (FRENCH, "blessee", "Sœurs de glace"),
        (GERMAN, "Richters", "Der Kommissar von Köln"),
        (RUSSIAN, "следователи", "Поезд на север"),
        (JAPANESE, "連続殺人", "名探偵と東京の夜"),
        (CHINESE, "合唱团", "孤儿的歌"),
        (THAI, "พระพุทธรูป", "นักมวยหมู่บ้าน"),
    ] {
        let model = model(films);
        let found = found(&model, query);
        assert!(found.contains(&title), "{query}: {found:?}");
    }
}

#[test]
fn terms_are_words_as_they_are_written() {
    for (films, wanted, unwanted) in [
        (
            FRENCH,
            &["amour", "détective", "forêt", "sœur", "évadé"][..],
            &["les", "qu", "detectiv", "foret", "elle"][..],
        ),
        (GERMAN, &["Mörder", "Kommissar", "Mädchen", "Sängerin"], &["der", "und", "morder"]),
        (RUSSIAN, &["ребёнок", "москве", "следователь"], &["в", "его", "который", "реб"]),
        (JAPANESE, &["探偵", "東京", "ロボット", "武士"], &["ロホット", "ロボ", "する", "彼女", "める"]),
        (CHINESE, &["侦探", "上海", "谋杀", "军阀", "少林寺"], &["的侦", "一个", "轻的"]),
        (THAI, &["ตำร", "ทะเล"], &["และ", "ใน"]),
    ] {
        let model = model(films);
        let words = words(&model);
        for word in wanted {
            assert!(words.contains(word), "{word}: {words:?}");
            assert!(model.vocabulary().find(Field::Words, word, model.params().analyzer()).is_some(), "{word}");
        }
        for word in unwanted {
            assert!(!words.contains(word), "{word}: {words:?}");
        }
    }
}

#[test]
fn a_saved_model_knows_its_language() {
    for (language, films) in [(TextLanguage::French, FRENCH), (TextLanguage::Japanese, JAPANESE)] {
        let folder = tempfile::tempdir().unwrap();
        let model = model(films);
        model.map();
        let manifest = store::save(&model, folder.path()).unwrap();
        assert_eq!(manifest.params.language, Some(language));
        let loaded = store::load_current(folder.path()).unwrap();
        assert_eq!(loaded.params(), model.params());
        for query in ["amour evade", "東京の探偵"] {
            assert_eq!(loaded.search(query, 9), model.search(query, 9));
        }
    }
}

#[test]
fn original_and_other_titles_are_found_by_part_of_them_in_an_english_catalogue() {
    let mut films = films(ENGLISH);
    films[0].original_title = Some("千と千尋の神隠し".to_owned());
    films[1].original_title = Some("Les Sœurs d'Avignon".to_owned());
    films[2].other_titles = vec!["Der Pate".to_owned()];
    let other = films[2].title.clone();
    let model = train(films, None);
    assert_eq!(found(&model, "神隠し"), ["The Lighthouse Keeper"]);
    assert_eq!(found(&model, "avignon"), ["Two Sisters"]);
    assert_eq!(found(&model, "der pate"), [other]);
}

#[test]
fn what_was_found_is_marked() {
    for (query, text, wanted) in [
        ("amelie", "Le Destin d'Amélie", &["d'Amélie"][..]),
        ("ora", "L'Orage", &["L'Orage"]),
        ("神隠", "千と千尋の神隠し", &["神隠"]),
        ("神隠し", "千と千尋の神隠し", &["神隠し"]),
        ("武士 最後", "最後の武士", &["最後", "武士"]),
        ("กรุงเทพ", "ตำรวจกรุงเทพ", &["กรุงเทพ"]),
        ("侦探", "少林英雄", &[]),
    ] {
        let marked: Vec<&str> = matched(query, text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(marked, wanted, "{query}");
    }
}
