//! What drives, flies, floats and plays.

use super::{A, B, C, Motif, area, disc, line, motif, ring};

pub(super) const MACHINES: &[Motif] = &[
    motif(
        "train",
        &[
            line(A, 6.0, "M34 80 18 99M66 80l16 19M22 94h56"),
            area(A, "M34 2h32q18 0 18 18v54q0 10-10 10H26q-10 0-10-10V20Q16 2 34 2z"),
            area(C, "M27 20q0-5 5-5h36q5 0 5 5v24H27z"),
            disc(B, 33.0, 65.0, 7.0),
            disc(B, 67.0, 65.0, 7.0),
        ],
    ),
    motif(
        "locomotive",
        &[
            area(A, "M60 22h38v8h-4v42H60zM12 40h52v32H12zM18 20h16l-4 22h-8zM42 40q0-11 8-11t8 11zM14 62v14L2 82v-6z"),
            area(C, "M69 34h16v14H69z"),
            disc(B, 28.0, 77.0, 12.0),
            disc(B, 55.0, 77.0, 12.0),
            disc(B, 82.0, 77.0, 12.0),
            disc(C, 28.0, 77.0, 4.0),
            disc(C, 55.0, 77.0, 4.0),
            disc(C, 82.0, 77.0, 4.0),
            disc(A, 26.0, 11.0, 5.0),
            disc(A, 38.0, 8.0, 7.0),
            disc(A, 54.0, 7.0, 7.0),
        ],
    ),
    motif(
        "car",
        &[
            area(A, "M3 67q0-16 16-18l13-4 12-16q3-4 9-4h19q6 0 9 5l10 17q12 3 12 16 0 9-8 9H10q-7 0-7-5z"),
            area(C, "M40 45l10-12q1-1 3-1h5v13zM63 32h8q3 0 4 2l7 11H63z"),
            disc(C, 26.0, 74.0, 14.0),
            disc(C, 74.0, 74.0, 14.0),
            disc(B, 26.0, 74.0, 10.0),
            disc(B, 74.0, 74.0, 10.0),
        ],
    ),
    motif(
        "lorry",
        &[
            area(A, "M2 22h56v52H2zM62 36h17q4 0 6 4l12 20v14H62z"),
            area(C, "M68 43h10l9 15H68z"),
            disc(C, 20.0, 76.0, 13.0),
            disc(C, 78.0, 76.0, 13.0),
            disc(B, 20.0, 76.0, 9.0),
            disc(B, 78.0, 76.0, 9.0),
        ],
    ),
    motif(
        "bicycle",
        &[
            ring(A, 5.0, 22.0, 65.0, 18.0),
            ring(A, 5.0, 78.0, 65.0, 18.0),
            line(B, 5.0, "M22 65 38 36h30L48 65H22M36 30l12 35M78 65 66 26h11"),
            line(A, 5.0, "M29 29h14"),
        ],
    ),
    motif(
        "motorcycle",
        &[
            ring(A, 8.0, 20.0, 68.0, 15.0),
            ring(A, 8.0, 80.0, 68.0, 15.0),
            area(B, "M26 46q8-12 22-8l8 4h14l6 10-16 18H40L26 60z"),
            line(A, 6.0, "M80 68 66 30h-9M14 46h22M40 70h24"),
        ],
    ),
    motif(
        "aeroplane",
        &[area(A, "M50 2q7 6 7 20v15l39 24v9L57 59v20l13 11v7l-20-6-20 6v-7l13-11V59L4 70v-9l39-24V22Q43 8 50 2z")],
    ),
    motif(
        "rocket",
        &[
            area(B, "M29 52 14 72v18l18-14zM71 52l15 20v18L68 76zM40 80h20L50 99z"),
            area(A, "M50 1q23 20 23 50 0 13-5 25H32q-5-12-5-25Q27 21 50 1z"),
            disc(C, 50.0, 38.0, 10.0),
            disc(B, 50.0, 38.0, 5.0),
        ],
    ),
    motif(
        "ship",
        &[
            area(A, "M2 60h96L84 88H16zM16 46h68v11H16zM28 33h46v10H28z"),
            area(B, "M32 10h11v21H32zM56 10h11v21H56z"),
            line(C, 3.0, "M22 51.5h56M34 38h34"),
        ],
    ),
    motif("sailing boat", &[area(A, "M6 70h88L80 92H20zM48 4v60H10z"), area(B, "M54 16q28 16 34 48H54z")]),
    motif(
        "submarine",
        &[
            area(A, "M3 60q6-18 30-18h5V28h22v14h8q22 0 29 18-8 19-28 19H30Q10 79 3 60z"),
            line(A, 5.0, "M48 30V10h13"),
            disc(B, 32.0, 60.0, 6.0),
            disc(B, 50.0, 60.0, 6.0),
            disc(B, 68.0, 60.0, 6.0),
        ],
    ),
    motif(
        "hot-air balloon",
        &[
            area(A, "M50 3c24 0 37 16 37 34 0 18-20 27-27 37H40C33 64 13 55 13 37 13 19 26 3 50 3z"),
            area(B, "M50 3c9 8 13 20 13 34s-3 27-7 37H44c-4-10-7-23-7-37S41 11 50 3z"),
            line(A, 2.5, "M42 74v12M58 74v12"),
            area(A, "M41 84h18v13H41z"),
        ],
    ),
    motif(
        "saucer",
        &[
            area(B, "M30 66 12 98h76L70 66z"),
            area(A, "M30 40q0-24 20-24t20 24z"),
            area(A, "M50 36c29 0 48 7 48 16S79 68 50 68 2 61 2 52s19-16 48-16z"),
            disc(C, 24.0, 52.0, 4.0),
            disc(C, 50.0, 57.0, 4.0),
            disc(C, 76.0, 52.0, 4.0),
        ],
    ),
    motif(
        "helicopter",
        &[
            area(A, "M36 46q2-16 24-16h6q24 0 24 20 0 16-16 16H54q-14 0-18-12L8 46 2 32h8l8 8z"),
            area(C, "M66 38h4q12 0 12 13H66z"),
            line(A, 4.0, "M24 19h72M62 19v12M52 66v12M76 66v12M44 80h44"),
            disc(B, 7.0, 36.0, 7.0),
        ],
    ),
    motif(
        "tank",
        &[
            area(A, "M30 32h30q7 0 9 9h29v7H69l3 9H20q1-25 10-25z"),
            area(B, "M16 58h68q12 0 12 11T84 81H16Q4 81 4 69.5t12-11.5z"),
            disc(C, 18.0, 69.0, 6.0),
            disc(C, 39.0, 69.0, 6.0),
            disc(C, 61.0, 69.0, 6.0),
            disc(C, 82.0, 69.0, 6.0),
        ],
    ),
    motif(
        "robot",
        &[
            line(A, 5.0, "M50 22V8"),
            disc(B, 50.0, 8.0, 7.0),
            area(
                A,
                "M24 20h52q8 0 8 8v34q0 8-8 8H24q-8 0-8-8V28q0-8 8-8zM4 36h8v18H4zM88 36h8v18h-8zM32 74h36l10 24H22z",
            ),
            disc(C, 36.0, 40.0, 9.0),
            disc(C, 64.0, 40.0, 9.0),
            disc(B, 36.0, 40.0, 4.0),
            disc(B, 64.0, 40.0, 4.0),
            line(C, 4.0, "M32 59h36"),
        ],
    ),
    motif(
        "film camera",
        &[
            disc(B, 30.0, 22.0, 19.0),
            disc(B, 66.0, 24.0, 15.0),
            disc(C, 30.0, 22.0, 6.0),
            disc(C, 66.0, 24.0, 5.0),
            area(A, "M12 42h58q5 0 5 5v10l20-12v40L75 73v10q0 5-5 5H12q-5 0-5-5V47q0-5 5-5z"),
        ],
    ),
    motif(
        "camera",
        &[
            area(A, "M6 28h22l7-13h30l7 13h22v56H6z"),
            disc(C, 50.0, 55.0, 23.0),
            disc(B, 50.0, 55.0, 17.0),
            disc(C, 50.0, 55.0, 7.0),
            area(C, "M78 35h9v6h-9z"),
        ],
    ),
    motif(
        "projector",
        &[
            area(B, "M60 50 99 26v52z"),
            disc(A, 22.0, 26.0, 16.0),
            disc(A, 52.0, 22.0, 14.0),
            disc(C, 22.0, 26.0, 5.0),
            disc(C, 52.0, 22.0, 5.0),
            area(A, "M8 42h52v36H8zM58 50h8v16h-8zM16 78h10l-6 20h-7zM42 78h10l6 20h-7z"),
        ],
    ),
    motif(
        "television",
        &[
            line(A, 5.0, "M50 24 30 3M50 24 70 3M26 80l-6 17M74 80l6 17"),
            area(A, "M13 22h74q8 0 8 8v46q0 8-8 8H13q-8 0-8-8V30q0-8 8-8z"),
            area(B, "M14 36q0-5 5-5h44q5 0 5 5v34q0 5-5 5H19q-5 0-5-5z"),
            disc(C, 81.0, 42.0, 5.0),
            disc(C, 81.0, 58.0, 5.0),
        ],
    ),
    motif(
        "computer",
        &[
            area(A, "M8 10h84q5 0 5 5v52q0 5-5 5H8q-5 0-5-5V15q0-5 5-5zM38 72h24l6 20H32zM24 90h52v6H24z"),
            area(C, "M11 18h78v46H11z"),
            line(B, 5.0, "M20 30l10 9-10 9M38 50h20"),
        ],
    ),
    motif(
        "mobile",
        &[
            area(A, "M32 2h36q8 0 8 8v80q0 8-8 8H32q-8 0-8-8V10q0-8 8-8z"),
            area(C, "M31 12h38v68H31z"),
            area(B, "M36 22h20q5 0 5 5v8q0 5-5 5H46l-6 7v-7h-4z"),
            disc(C, 50.0, 89.0, 4.0),
        ],
    ),
    motif(
        "telephone",
        &[
            area(A, "M7 33Q50-8 93 33l-6 17-23-6-2-12q-12-4-24 0l-2 12-23 6z"),
            area(A, "M36 36h28l24 44q6 14-6 14H18Q6 94 12 80z"),
            disc(C, 50.0, 67.0, 18.0),
            disc(B, 50.0, 67.0, 9.0),
        ],
    ),
    motif(
        "typewriter",
        &[
            area(B, "M28 2h44v38H28z"),
            line(C, 3.0, "M36 13h28M36 23h20"),
            area(A, "M4 34h92v9H4zM12 46h76l9 40q1 9-7 9H10q-8 0-7-9z"),
            disc(C, 26.0, 62.0, 4.5),
            disc(C, 42.0, 62.0, 4.5),
            disc(C, 58.0, 62.0, 4.5),
            disc(C, 74.0, 62.0, 4.5),
            area(C, "M26 76h48v7H26z"),
        ],
    ),
    motif(
        "radio",
        &[
            line(A, 4.0, "M24 30 70 4"),
            area(A, "M8 28h84q5 0 5 5v52q0 5-5 5H8q-5 0-5-5V33q0-5 5-5z"),
            disc(C, 32.0, 60.0, 20.0),
            disc(B, 32.0, 60.0, 13.0),
            area(C, "M60 40h28v12H60z"),
            disc(C, 66.0, 70.0, 6.0),
            disc(C, 83.0, 70.0, 6.0),
        ],
    ),
    motif(
        "cassette",
        &[
            area(A, "M8 18h84q5 0 5 5v54q0 5-5 5H8q-5 0-5-5V23q0-5 5-5z"),
            area(B, "M14 28h72v30H14z"),
            disc(C, 34.0, 48.0, 10.0),
            disc(C, 66.0, 48.0, 10.0),
            area(C, "M28 82l5-13h34l5 13z"),
        ],
    ),
    motif(
        "record",
        &[
            disc(A, 50.0, 50.0, 47.0),
            ring(C, 1.5, 50.0, 50.0, 40.0),
            ring(C, 1.5, 50.0, 50.0, 33.0),
            ring(C, 1.5, 50.0, 50.0, 26.0),
            disc(B, 50.0, 50.0, 18.0),
            disc(C, 50.0, 50.0, 4.0),
        ],
    ),
    motif(
        "piano",
        &[
            area(A, "M6 16h88v68H6z"),
            area(C, "M18 16h11v40H18zM36 16h11v40H36zM71 16h11v40H71z"),
            line(C, 2.5, "M23.5 50v34M41.5 50v34M59 16v68M76.5 50v34"),
            area(B, "M2 8h96v10H2z"),
        ],
    ),
    motif(
        "guitar",
        &[
            area(A, "M50 42c11 0 15 6 15 13 0 6-1 7 3 12 7 9 3 31-18 31s-25-22-18-31c4-5 3-6 3-12 0-7 4-13 15-13z"),
            area(A, "M46.5 10h7v40h-7zM43 1h14v14H43z"),
            disc(C, 50.0, 66.0, 8.0),
            area(B, "M39 82h22v5H39z"),
        ],
    ),
    motif(
        "violin",
        &[
            area(A, "M50 32c15 0 20 9 17 18-2 6-4 8 2 14 9 11 3 34-19 34s-28-23-19-34c6-6 4-8 2-14-3-9 2-18 17-18z"),
            area(B, "M46.5 2h7v50h-7z"),
            disc(A, 50.0, 5.0, 5.0),
            line(C, 3.0, "M38 60q-4 8 0 16M62 60q4 8 0 16"),
            area(B, "M42 76h16v4H42z"),
        ],
    ),
    motif(
        "trumpet",
        &[
            area(A, "M2 46h54q24-2 42-24v56Q80 58 56 56H2z"),
            line(B, 8.0, "M26 34v34M40 34v34M54 34v34"),
            area(A, "M18 56h44v16q0 8-8 8H26q-8 0-8-8zM26 64v4q0 4 4 4h20q4 0 4-4v-4z"),
        ],
    ),
    motif(
        "microphone",
        &[
            area(A, "M50 2a21 21 0 0 1 21 21v20a21 21 0 0 1-42 0V23A21 21 0 0 1 50 2z"),
            line(C, 3.0, "M29 24h17M29 34h17M54 24h17M54 34h17"),
            line(B, 6.0, "M18 42q0 34 32 34t32-34M50 76v20M30 96h40"),
        ],
    ),
    motif(
        "headphones",
        &[
            line(A, 8.0, "M14 62V50a36 36 0 0 1 72 0v12"),
            area(B, "M6 56h14q6 0 6 6v24q0 6-6 6h-6q-8 0-8-8zM94 56H80q-6 0-6 6v24q0 6 6 6h6q8 0 8-8z"),
        ],
    ),
];
