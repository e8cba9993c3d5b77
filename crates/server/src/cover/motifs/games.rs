//! Toys, games and sports.

use super::{A, B, C, Motif, area, disc, line, motif, ring};

pub(super) const GAMES: &[Motif] = &[
    motif(
        "gift",
        &[
            area(A, "M10 44h80v52H10zM4 28h92v13H4z"),
            area(B, "M43 28h14v68H43z"),
            line(B, 7.0, "M50 26Q30 22 26 12q4-10 12-6 8 6 12 20 4-14 12-20 8-4 12 6-4 10-24 14"),
        ],
    ),
    motif(
        "teddy bear",
        &[
            disc(A, 26.0, 18.0, 13.0),
            disc(A, 74.0, 18.0, 13.0),
            area(A, "M20 56q-18 6-16 22 12 6 22-4zM80 56q18 6 16 22-12 6-22-4z"),
            disc(A, 50.0, 74.0, 25.0),
            disc(A, 50.0, 34.0, 28.0),
            disc(B, 50.0, 42.0, 12.0),
            disc(B, 50.0, 76.0, 13.0),
            disc(C, 39.0, 29.0, 4.0),
            disc(C, 61.0, 29.0, 4.0),
            area(C, "M45 38h10l-5 6z"),
        ],
    ),
    motif(
        "balloon",
        &[
            line(A, 3.0, "M50 70q-12 10 0 18 8 6 2 12"),
            area(B, "M50 2c20 0 31 15 31 31 0 18-16 36-31 38-15-2-31-20-31-38C19 17 30 2 50 2z"),
            line(C, 4.0, "M32 32q1-13 12-17"),
        ],
    ),
    motif(
        "kite",
        &[
            area(A, "M50 2v72L18 34z"),
            area(B, "M50 2l32 32-32 40z"),
            line(A, 3.0, "M50 74q-16 8-2 14t-6 12"),
            area(B, "M36 84l10 5-12 5z"),
        ],
    ),
    motif("paper plane", &[area(A, "M2 46 98 6 66 92 44 62z"), area(B, "M98 6 44 62l-4 30 14-20z")]),
    motif("flag", &[line(A, 6.0, "M18 2v97"), area(B, "M21 8q18-11 36 0t39 0v44q-21 11-39 0t-36 0z")]),
    motif(
        "trophy",
        &[
            line(A, 6.0, "M28 14H10q0 26 22 30M72 14h18q0 26-22 30"),
            area(A, "M26 4h48v28q0 28-24 32-24-4-24-32zM45 62h10v18H45z"),
            area(B, "M26 80h48v16H26z"),
            area(C, "M50 16l4 10 11 1-8 7 3 11-10-6-10 6 3-11-8-7 11-1z"),
        ],
    ),
    motif(
        "boxing glove",
        &[
            area(A, "M38 4h24q27 0 27 28v16q0 14-8 24H36Q24 64 24 50V18Q24 4 38 4z"),
            area(A, "M27 28q-17-4-19 10-2 18 18 30l16-8z"),
            line(C, 3.5, "M25 29q13 2 16 18"),
            area(B, "M34 76h48v20H34z"),
        ],
    ),
    motif(
        "football",
        &[
            disc(A, 50.0, 50.0, 47.0),
            area(C, "M50 32l17 12-6 20H39l-6-20z"),
            line(C, 4.0, "M50 32V10M67 44l22-8M61 64l14 20M39 64 25 84M33 44l-22-8"),
            area(B, "M38 4q12-4 24 0L50 13zM95 33q4 12 2 24l-9-11zM5 33q-4 12-2 24l9-11z"),
        ],
    ),
    motif(
        "basketball",
        &[disc(A, 50.0, 50.0, 47.0), line(C, 4.0, "M50 3v94M3 50h94M18 14q28 36 0 72M82 14q-28 36 0 72")],
    ),
    motif(
        "baseball",
        &[
            disc(A, 50.0, 50.0, 47.0),
            line(
                B,
                3.5,
                "M18 15q26 35 0 70M82 15q-26 35 0 70M22 32l12-5M26 50h12M22 68l12 5M78 32l-12-5M74 50H62M78 68l-12 5",
            ),
        ],
    ),
    motif(
        "american football",
        &[
            area(A, "M2 50Q24 16 50 16t48 34Q76 84 50 84T2 50z"),
            line(C, 4.0, "M30 50h40M38 42v16M50 42v16M62 42v16M18 32q10 18 0 36M82 32q-10 18 0 36"),
        ],
    ),
    motif(
        "playing card",
        &[
            area(A, "M22 2h56q6 0 6 6v84q0 6-6 6H22q-6 0-6-6V8q0-6 6-6z"),
            area(C, "M50 20q26 24 26 37 0 13-13 13-6 0-9-4l4 16H42l4-16q-3 4-9 4-13 0-13-13 0-13 26-37z"),
            disc(B, 26.0, 12.0, 4.0),
            disc(B, 74.0, 88.0, 4.0),
        ],
    ),
    motif(
        "dice",
        &[
            area(A, "M36 4 96 24 76 84 16 64z"),
            disc(C, 38.0, 20.0, 6.0),
            disc(C, 78.0, 32.0, 6.0),
            disc(B, 56.0, 44.0, 7.0),
            disc(C, 34.0, 56.0, 6.0),
            disc(C, 74.0, 68.0, 6.0),
        ],
    ),
    motif(
        "chess knight",
        &[
            area(A, "M26 82q14-8 14-20 0-5-7-3l-9 7-10-7 4-11 13-23-3-21 14 9q28 2 36 28 6 20 0 41zM20 86h64v12H20z"),
            disc(B, 40.0, 32.0, 4.5),
            line(C, 3.0, "M58 24q14 18 12 46"),
        ],
    ),
    motif(
        "tennis racket",
        &[
            line(A, 3.0, "M22 18v36M36 10v52M50 18v36M12 36h50M16 24h40M16 48h40"),
            ring(A, 7.0, 36.0, 36.0, 28.0),
            line(A, 9.0, "M56 56 94 94"),
            disc(B, 84.0, 24.0, 12.0),
        ],
    ),
    motif(
        "skateboard",
        &[
            area(A, "M0 36q12 14 24 14h52q12 0 24-14l-4 18q-8 10-20 10H24Q12 64 4 54z"),
            disc(B, 28.0, 73.0, 10.0),
            disc(B, 72.0, 73.0, 10.0),
        ],
    ),
];
