//! What is worn or belongs to dressing.

use super::{A, B, C, Motif, area, disc, line, motif, ring};

pub(super) const CLOTHES: &[Motif] = &[
    motif(
        "helmet",
        &[
            area(A, "M10 58q0-46 42-46 39 0 39 42l6 10q0 6-8 6-8-4-37-4t-38 4q-10 0-10-6z"),
            line(B, 5.0, "M20 70q4 25 30 25t30-25"),
        ],
    ),
    motif(
        "shield",
        &[
            area(A, "M50 2q20 12 42 12 4 62-42 84Q4 76 8 14q22 0 42-12z"),
            area(B, "M50 26l8 17 18 2-13 13 3 18-16-9-16 9 3-18-13-13 18-2z"),
        ],
    ),
    motif(
        "umbrella",
        &[
            line(B, 5.0, "M50 48v38q0 10-9 10t-9-9"),
            line(A, 5.0, "M50 2v10"),
            area(A, "M50 8C22 8 3 30 2 54q12-11 24 0 12-11 24 0 12-11 24 0 12-11 24 0C97 30 78 8 50 8z"),
            line(C, 2.5, "M50 10Q28 26 26 53M50 10q22 16 24 43M50 10v43"),
        ],
    ),
    motif(
        "scissors",
        &[
            area(A, "M66 2q8 24-8 44L43 66l-8-6zM34 2q-8 24 8 44l15 20 8-6z"),
            ring(B, 8.0, 27.0, 78.0, 15.0),
            ring(B, 8.0, 73.0, 78.0, 15.0),
            disc(C, 50.0, 48.0, 3.5),
        ],
    ),
    motif(
        "mirror",
        &[
            area(A, "M50 2c23 0 34 18 34 36S70 74 50 74 16 56 16 38 27 2 50 2zM44 70h12v24q-6 8-12 0z"),
            area(B, "M50 10c17 0 26 14 26 28S64 66 50 66 24 52 24 38s9-28 26-28z"),
            line(C, 4.0, "M38 44 54 22M46 52l14-20"),
        ],
    ),
    motif(
        "ring",
        &[
            ring(A, 9.0, 50.0, 66.0, 28.0),
            area(B, "M33 2h34l13 15-30 27-30-27z"),
            line(C, 2.5, "M20 17h60M40 17l10 27 10-27"),
        ],
    ),
    motif(
        "dress",
        &[
            area(A, "M36 2l7 13q7 4 14 0l7-13 8 3-5 28q-2 8 2 14l22 46q-20 6-41 6T9 93l22-46q4-6 2-14L28 5z"),
            area(B, "M33 42h34v7H33z"),
        ],
    ),
    motif(
        "heel",
        &[
            area(A, "M4 26q16-6 26 6 20 28 44 34 24 5 23 22H66Q44 82 28 58v34h-8V46Q8 40 4 26z"),
            area(B, "M24 22q8 3 11 9l-7 6q-2-8-4-15z"),
        ],
    ),
    motif(
        "fedora",
        &[
            area(A, "M22 60q0-44 14-48 8-2 14 3 6-5 14-3 14 4 14 48z"),
            area(B, "M21 50h58v13H21z"),
            area(A, "M1 66q24-8 49-8t49 8q-12 15-49 15T1 66z"),
        ],
    ),
    motif(
        "cowboy hat",
        &[
            area(A, "M24 56q2-40 16-43 5 0 10 7 5-7 10-7 14 3 16 43z"),
            area(B, "M24 48q26 8 52 0l1 12H23z"),
            area(A, "M1 44q8 12 22 14 27 4 54 0 14-2 22-14-2 42-49 42T1 44z"),
        ],
    ),
    motif(
        "top hat",
        &[
            area(A, "M22 8q28-6 56 0l-4 62H26z"),
            area(B, "M25 52h50l-1 14H26z"),
            area(A, "M2 62q12 10 48 10t48-10q-2 24-48 24T2 62z"),
        ],
    ),
    motif(
        "crown",
        &[
            area(A, "M8 74 2 26l24 22L50 10l24 38 24-22-6 48z"),
            area(B, "M8 80h84v12H8z"),
            disc(B, 50.0, 8.0, 6.0),
            disc(B, 4.0, 25.0, 4.0),
            disc(B, 96.0, 25.0, 4.0),
        ],
    ),
    motif(
        "cowboy boot",
        &[
            area(A, "M26 2h36l-2 48q28 10 34 16 4 6 3 22H28z"),
            area(B, "M28 88h69v8H44v-2H28z"),
            line(C, 4.0, "M27 14h35"),
            area(B, "M8 62l6 10 12-2-10 8 2 12-10-8-10 6 4-12z"),
        ],
    ),
    motif(
        "racing helmet",
        &[
            area(A, "M6 62Q4 12 54 12q40 0 42 44v22q0 10-10 10H36Q8 88 6 62z"),
            area(C, "M42 42h54v22H50q-8-8-8-22z"),
            area(B, "M22 22q14-10 30-10v20H18z"),
        ],
    ),
    motif(
        "boot",
        &[
            area(A, "M28 4h36v44q4 8 18 12 14 4 14 24H28z"),
            area(B, "M26 84h70v11H58v-4H46v4H26z"),
            line(C, 4.0, "M48 16h16M48 28h16M48 40h17"),
        ],
    ),
    motif(
        "belt",
        &[area(A, "M2 34h96v18H2zM44 54 30 96l-14-4 18-40zM56 54l14 42 14-4-18-40z"), area(B, "M38 29h24v30H38z")],
    ),
    motif(
        "running shoe",
        &[
            area(A, "M4 36q12 8 22 0l8-12 22 24q10 12 32 16 10 4 10 14H4z"),
            area(B, "M2 78h96q0 11-10 11H10q-8 0-8-11z"),
            line(C, 4.0, "M36 48l10-9M45 58l10-9M18 76l16-16M30 76l14-14"),
        ],
    ),
    motif(
        "ice skate",
        &[
            area(A, "M26 4h34v40q4 10 22 14 12 4 12 18H26z"),
            line(C, 4.0, "M44 16h16M44 28h16M44 40h17"),
            line(B, 5.0, "M38 76v12M80 76v12M16 90h72q8 0 8-10"),
        ],
    ),
];
