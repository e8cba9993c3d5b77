//! Things that fit in a hand or stand in a room.

use super::{A, B, C, Motif, area, disc, line, motif, ring};

pub(super) const OBJECTS: &[Motif] = &[
    motif(
        "key",
        &[ring(A, 10.0, 50.0, 24.0, 18.0), line(A, 10.0, "M50 42v56M50 74h22M50 92h16"), disc(B, 50.0, 24.0, 6.0)],
    ),
    motif("knife", &[area(A, "M40 1q22 20 22 60H40z"), area(B, "M38 64h26v28q-13 10-26 0z"), disc(C, 51.0, 74.0, 3.0)]),
    motif(
        "revolver",
        &[
            area(A, "M3 26h65l5-6h7v7h8q5 0 5 7v8h-9l10 42q1 8-6 8H72q-6 0-7-6l-5-24h-8q-8 0-11-9l-2-7H3z"),
            area(B, "M44 30h20v13H44z"),
            area(C, "M50 49h9l2 10h-5q-5 0-6-10z"),
        ],
    ),
    motif(
        "sword",
        &[
            area(A, "M50 0l7 11v51H43V11zM46 70h8v22h-8z"),
            area(B, "M26 60h48v9H26z"),
            disc(B, 50.0, 94.0, 6.0),
            line(C, 2.0, "M50 12v48"),
        ],
    ),
    motif(
        "katana",
        &[area(A, "M78 1q12 34-34 74l-6-6Q72 36 78 1z"), area(B, "M28 58l24 24-5 5-24-24zM34 76l-20 22-8-8 21-20z")],
    ),
    motif("axe", &[area(B, "M44 18h9v81h-9z"), area(A, "M40 10h12Q74 4 90 10q-4 14 2 34-20-10-40-4H40z")]),
    motif(
        "bomb",
        &[
            disc(A, 44.0, 62.0, 35.0),
            area(A, "M56 22l18 10-8 14-18-10z"),
            line(A, 4.0, "M66 28q6-18 20-12"),
            area(B, "M88 2l4 9 8 4-8 4-4 9-4-9-8-4 8-4z"),
            line(C, 4.0, "M22 62q2-18 18-22"),
        ],
    ),
    motif(
        "bow",
        &[
            line(A, 5.0, "M30 4q56 46 0 92"),
            line(A, 2.0, "M30 4v92"),
            line(B, 5.0, "M8 50h76"),
            area(B, "M98 50 78 40v20zM4 42l14 8-14 8z"),
        ],
    ),
    motif(
        "book",
        &[
            area(A, "M50 22Q30 8 3 15v64q27-6 47 8 20-14 47-8V15Q70 8 50 22z"),
            line(C, 3.0, "M50 22v64"),
            line(
                B,
                4.0,
                "M13 32q15-3 27 4M13 46q15-3 27 4M13 60q15-3 27 4M60 36q12-7 27-4M60 50q12-7 27-4M60 64q12-7 27-4",
            ),
        ],
    ),
    motif("letter", &[area(A, "M3 20h94v62H3z"), line(C, 4.0, "M3 21l47 37 47-37"), disc(B, 50.0, 57.0, 11.0)]),
    motif(
        "newspaper",
        &[
            area(A, "M8 8h84v84H8z"),
            area(C, "M17 17h66v13H17z"),
            area(B, "M17 38h31v28H17z"),
            line(C, 4.0, "M56 41h27M56 52h27M56 63h27M17 75h66M17 84h40"),
        ],
    ),
    motif(
        "pen",
        &[
            area(A, "M50 2l24 46-13 32H39L26 48z"),
            line(C, 3.0, "M50 4v44"),
            disc(C, 50.0, 52.0, 6.0),
            area(B, "M37 84h26v14H37z"),
        ],
    ),
    motif(
        "palette",
        &[
            area(A, "M50 8c29 0 47 16 47 39 0 17-14 20-27 18-10-2-14 5-10 13s-2 16-12 16C20 94 3 73 3 50S23 8 50 8z"),
            disc(B, 27.0, 40.0, 8.0),
            disc(C, 46.0, 25.0, 7.0),
            disc(B, 69.0, 27.0, 8.0),
            disc(C, 82.0, 46.0, 6.0),
            disc(C, 25.0, 62.0, 6.0),
        ],
    ),
    motif(
        "clock",
        &[
            disc(A, 50.0, 50.0, 47.0),
            disc(C, 50.0, 50.0, 38.0),
            line(A, 4.0, "M50 16v8M50 76v8M16 50h8M76 50h8"),
            line(A, 6.0, "M50 54V28"),
            line(B, 6.0, "M46 48l22 13"),
            disc(B, 50.0, 50.0, 5.0),
        ],
    ),
    motif(
        "hourglass",
        &[
            area(A, "M24 12h52q0 27-18 38 18 11 18 38H24q0-27 18-38-18-11-18-38z"),
            area(C, "M32 18h36q-2 20-18 28-16-8-18-28z"),
            area(B, "M37 30h26q-4 10-13 15-9-5-13-15zM32 84q4-16 18-20 14 4 18 20z"),
            area(A, "M16 2h68v10H16zM16 88h68v10H16z"),
        ],
    ),
    motif(
        "bed",
        &[
            area(A, "M4 22h9v34h74q9 0 9 10v26h-9V80H13v12H4z"),
            area(B, "M17 38h26q6 0 6 8v7H17z"),
            area(B, "M54 44h32q9 0 10 9H54z"),
        ],
    ),
    motif(
        "chair",
        &[
            line(A, 7.0, "M28 2v96M72 2v96"),
            line(A, 5.0, "M28 80h44"),
            line(B, 7.0, "M28 12h44M28 26h44M28 40h44"),
            area(A, "M22 54h56v10H22z"),
        ],
    ),
    motif(
        "lamp",
        &[
            line(A, 6.0, "M50 50v42"),
            area(A, "M26 90h48v8H26z"),
            area(B, "M30 8h40l18 44H12z"),
            line(A, 3.0, "M76 52v16"),
            disc(A, 76.0, 70.0, 3.0),
        ],
    ),
    motif(
        "suitcase",
        &[
            line(A, 6.0, "M35 32V16h30v16"),
            area(A, "M11 28h78q7 0 7 7v50q0 7-7 7H11q-7 0-7-7V35q0-7 7-7z"),
            area(C, "M20 28h6v64h-6zM74 28h6v64h-6z"),
            area(B, "M40 46h20v14H40z"),
        ],
    ),
    motif(
        "bottle",
        &[
            area(A, "M41 2h18v28q13 8 13 23v40q0 5-5 5H33q-5 0-5-5V53q0-15 13-23z"),
            area(B, "M28 58h44v24H28z"),
            line(C, 3.0, "M41 14h18"),
        ],
    ),
    motif(
        "cocktail",
        &[
            line(A, 6.0, "M50 54v42M28 95h44"),
            area(A, "M6 8h88L50 60z"),
            area(C, "M18 14h64l-7 8H25z"),
            disc(B, 62.0, 22.0, 8.0),
            line(B, 3.0, "M62 22 82 2"),
        ],
    ),
    motif(
        "teacup",
        &[
            line(A, 6.0, "M72 46q20-4 18 12-2 16-24 13"),
            area(A, "M10 38h66v20q0 28-24 28H34Q10 86 10 58zM4 89h78v7H4z"),
            line(B, 5.0, "M30 30q-9-8 0-14t0-13M45 30q-9-8 0-14t0-13M60 30q-9-8 0-14t0-13"),
        ],
    ),
    motif(
        "cutlery",
        &[
            disc(B, 50.0, 50.0, 28.0),
            ring(C, 3.0, 50.0, 50.0, 19.0),
            line(A, 4.0, "M4 8v22q0 8 7 8t7-8V8M11 8v86"),
            area(A, "M94 6q-14 14-11 46h5v42h6z"),
        ],
    ),
    motif(
        "cake",
        &[
            area(A, "M10 62h80v34H10zM26 36h48v26H26z"),
            area(B, "M47 16h6v20h-6zM31 20h5v16h-5zM64 20h5v16h-5z"),
            line(C, 4.0, "M10 72q10 11 20 0t20 0 20 0 20 0M26 46q8 9 16 0t16 0 16 0"),
            area(A, "M50 1q7 8 0 13-7-5 0-13zM33.5 5q6 8 0 12-6-4 0-12zM66.5 5q6 8 0 12-6-4 0-12z"),
        ],
    ),
    motif(
        "candle",
        &[
            area(A, "M37 46h26v46H37zM18 88h64q-6 10-18 10H36q-12 0-18-10z"),
            area(B, "M50 2q20 22 0 40-20-18 0-40z"),
            line(A, 3.0, "M50 34v14"),
        ],
    ),
    motif(
        "tent",
        &[
            area(A, "M50 12 98 90H2z"),
            area(C, "M50 38l22 52H28z"),
            area(B, "M50 38v52H28z"),
            line(A, 5.0, "M46 4l8 14M54 4l-8 14"),
        ],
    ),
    motif(
        "compass",
        &[
            disc(A, 50.0, 50.0, 47.0),
            disc(C, 50.0, 50.0, 38.0),
            area(B, "M68 24 58 58 42 42z"),
            area(A, "M32 76l10-34 16 16z"),
            disc(C, 50.0, 50.0, 4.0),
        ],
    ),
    motif(
        "anchor",
        &[
            ring(A, 7.0, 50.0, 14.0, 9.0),
            line(A, 8.0, "M50 22v70M28 36h44"),
            line(A, 8.0, "M10 60q4 33 40 33t40-33"),
            area(A, "M2 66l8-20 12 18zM98 66l-8-20-12 18z"),
        ],
    ),
    motif(
        "bulb",
        &[
            area(B, "M50 2c22 0 35 15 35 33 0 19-17 23-19 41H34C32 58 15 54 15 35 15 17 28 2 50 2z"),
            line(C, 4.0, "M40 74V46l10 8 10-8v28"),
            area(A, "M34 79h32v7H34zM39 90h22q-2 8-11 8t-11-8z"),
        ],
    ),
    motif(
        "flask",
        &[
            area(A, "M34 2h32v8h-5v26l28 50q5 12-8 12H19q-13 0-8-12l28-50V10h-5z"),
            area(B, "M31 60h38l14 26q1 5-4 5H21q-5 0-4-5z"),
            disc(C, 42.0, 76.0, 5.0),
            disc(C, 56.0, 70.0, 4.0),
            disc(C, 60.0, 82.0, 3.0),
        ],
    ),
    motif(
        "magnifier",
        &[
            ring(A, 9.0, 40.0, 40.0, 32.0),
            line(A, 13.0, "M65 65l28 28"),
            disc(B, 40.0, 40.0, 18.0),
            disc(C, 40.0, 40.0, 7.0),
        ],
    ),
    motif(
        "handcuffs",
        &[
            ring(A, 8.0, 24.0, 62.0, 19.0),
            ring(A, 8.0, 76.0, 62.0, 19.0),
            line(B, 7.0, "M34 44q16-26 32 0"),
            area(B, "M20 36h12v10H20zM68 36h12v10H68z"),
        ],
    ),
    motif(
        "megaphone",
        &[
            area(A, "M4 38h26L76 12v72L30 60H4z"),
            area(B, "M16 63h16l8 28H24z"),
            line(B, 5.0, "M86 36l12-8M88 48h12M86 60l12 8"),
        ],
    ),
    motif(
        "lantern",
        &[
            area(B, "M48 0h4v12h12v8H36v-8h12zM36 76h28v8H36z"),
            area(A, "M36 20h28q24 14 24 28T64 76H36Q12 62 12 48t24-28z"),
            line(C, 3.0, "M50 20v56M35 22q-12 26 0 52M65 22q12 26 0 52"),
            line(B, 3.0, "M43 84v14M50 84v14M57 84v14"),
        ],
    ),
    motif(
        "pram",
        &[
            line(A, 5.0, "M12 46 2 26"),
            area(A, "M10 44h78q-2 32-30 32H40Q12 76 10 44z"),
            area(B, "M48 40V4q38 2 40 36z"),
            ring(A, 6.0, 32.0, 86.0, 10.0),
            ring(A, 6.0, 68.0, 86.0, 10.0),
        ],
    ),
    motif(
        "cage",
        &[
            area(B, "M32 64q8-14 22-4l14-6-4 12q-4 14-18 12-10-2-14-14z"),
            line(A, 4.0, "M18 88V44q0-32 32-32t32 32v44M50 12v76M34 18v70M66 18v70"),
            ring(A, 4.0, 50.0, 6.0, 5.0),
            area(A, "M8 86h84v10H8z"),
        ],
    ),
    motif(
        "bell",
        &[
            disc(A, 50.0, 9.0, 7.0),
            disc(B, 50.0, 86.0, 10.0),
            area(A, "M50 8q26 2 26 40 0 20 16 32H8q16-12 16-32Q24 10 50 8z"),
            line(C, 4.0, "M22 66h56"),
        ],
    ),
    motif(
        "hand fan",
        &[
            area(A, "M50 94 4 42Q50-6 96 42z"),
            area(B, "M4 42Q50-6 96 42l-9 10Q50 16 13 52z"),
            line(C, 3.0, "M50 92 20 24M50 92 40 12M50 92 60 12M50 92 80 24"),
            disc(B, 50.0, 90.0, 6.0),
        ],
    ),
    motif(
        "fish hook",
        &[
            ring(A, 5.0, 46.0, 10.0, 7.0),
            line(A, 8.0, "M46 17v47q0 26-20 26T8 66V54"),
            area(A, "M9 38 0 62h18z"),
            area(B, "M78 18q16 14 0 40-16-26 0-40z"),
            line(B, 4.0, "M78 4v14M78 58v18"),
        ],
    ),
    motif(
        "gavel",
        &[
            line(A, 10.0, "M56 50 94 84"),
            area(A, "M14 38 44 12l28 32-30 26z"),
            line(B, 9.0, "M6 40 44 6M40 78 78 44"),
            area(B, "M4 86h52v10H4z"),
        ],
    ),
];
