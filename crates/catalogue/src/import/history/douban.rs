//! Titles as Douban writes them: in several languages, between slashes, with a note where one is used.

/// The titles of `通天塔/Babel/巴别塔(港)` and of `异形 Alien`.
pub(super) fn titles(text: &str) -> Vec<String> {
    let mut titles = Vec::new();
    for part in text.split('/').map(str::trim) {
        let is_note = |note: &str| note.chars().count() <= 4 && !note.contains(|c: char| c.is_ascii());
        let bare = part.strip_suffix([')', '）']).and_then(|part| part.rsplit_once(['(', '（']));
        let part = bare.filter(|(_, note)| is_note(note)).map_or(part, |(title, _)| title.trim());
        titles.push(part.to_owned());
        // The original title follows the Chinese one after a space.
        if let Some((chinese, other)) = part.split_once(' ')
            && chinese.chars().any(|c| c > '\u{2e80}')
            && !other.contains(|c: char| c > '\u{2e80}')
        {
            titles.extend([chinese.to_owned(), other.trim().to_owned()]);
        }
    }
    titles.retain(|title| !title.is_empty() && title != text);
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_title_is_found() {
        assert_eq!(titles("通天塔/Babel/巴别塔(港)/火线交错(台)"), ["通天塔", "Babel", "巴别塔", "火线交错"]);
        assert_eq!(titles("异形 Alien"), ["异形", "Alien"]);
        assert_eq!(titles("霸王别姬"), [""; 0]);
    }
}
