//! Buildings and what stands for a place.

use super::{A, B, C, Motif, area, disc, line, motif, ring};

pub(super) const PLACES: &[Motif] = &[
    motif(
        "house",
        &[
            area(A, "M70 14h12v22H70z"),
            area(A, "M50 6 98 48v50H2V48z"),
            area(C, "M41 98V66h18v32z"),
            area(B, "M16 54h15v15H16zM69 54h15v15H69z"),
        ],
    ),
    motif(
        "haunted house",
        &[
            area(A, "M50 2 66 34h4V24l12-18 14 22v70H4V46l14-20 12 18 4-10z"),
            area(C, "M42 98V76q8-10 16 0v22z"),
            area(B, "M44 36h12v16H44zM76 36h11v14H76zM14 56h11v14H14zM76 64h11v14H76z"),
        ],
    ),
    motif(
        "castle",
        &[
            area(A, "M2 98V28h8v8h6v-8h8v8h6v-8h4v22h8V14l8-12 8 12v36h8V28h4v8h6v-8h8v8h6v-8h8v70z"),
            area(C, "M40 98V74q10-14 20 0v24zM46 24h8v12h-8z"),
            area(B, "M50 2v-2l14 5-14 5zM13 48h7v12h-7zM80 48h7v12h-7z"),
        ],
    ),
    motif(
        "skyscraper",
        &[
            area(A, "M46 1h8v12h8v14h10v20h8v52H20V47h8V27h10V13h8z"),
            line(C, 3.0, "M38 54v40M50 54v40M62 54v40"),
            line(B, 4.0, "M44 32v14M56 32v14"),
        ],
    ),
    motif(
        "tower block",
        &[
            area(A, "M8 10h38v88H8zM54 28h38v70H54z"),
            area(
                C,
                "M15 18h9v9h-9zM30 18h9v9h-9zM15 36h9v9h-9zM30 54h9v9h-9zM15 72h9v9h-9zM30 72h9v9h-9zM61 36h9v9h-9zM76 54h9v9h-9zM61 54h9v9h-9zM76 72h9v9h-9z",
            ),
            area(B, "M30 36h9v9h-9zM15 54h9v9h-9zM76 36h9v9h-9zM61 72h9v9h-9z"),
        ],
    ),
    motif(
        "factory",
        &[
            area(A, "M4 98V54l24-16v16l24-16v16l18-12 4-40h14l4 40h4v56z"),
            area(C, "M16 68h14v12H16zM42 68h14v12H42zM68 68h14v12H68z"),
            disc(B, 78.0, 8.0, 6.0),
            disc(B, 64.0, 10.0, 8.0),
            disc(B, 46.0, 14.0, 10.0),
        ],
    ),
    motif(
        "church",
        &[
            line(B, 4.0, "M50 0v20M42 7h16"),
            area(A, "M50 14 66 44v8l30 18v28H4V70l30-18v-8z"),
            area(C, "M41 98V78q9-12 18 0v20z"),
            disc(B, 50.0, 52.0, 7.0),
        ],
    ),
    motif(
        "eiffel",
        &[
            area(A, "M48 1h4l4 40q4 28 30 58H68q-4-18-18-18t-18 18H14q26-30 30-58z"),
            line(C, 3.5, "M40 44h20M32 68h36"),
            area(B, "M36 46h28v5H36zM28 70h44v5H28z"),
        ],
    ),
    motif(
        "torii",
        &[
            area(A, "M2 8q48 14 96 0v12Q50 32 2 20zM14 40h72v8H14zM22 22h11v76H22zM67 22h11v76H67zM46 26h8v16h-8z"),
            disc(B, 50.0, 70.0, 11.0),
        ],
    ),
    motif(
        "pagoda",
        &[
            area(
                A,
                "M49 0h2l2 12q10 10 24 12l-4 8H27l-4-8q14-2 24-12zM32 32h36v10H32zM14 52q12-2 18-10h36q6 8 18 10l-4 8H18zM28 60h44v10H28zM4 82q16-2 24-12h44q8 10 24 12l-4 8H8zM22 90h56v9H22z",
            ),
            area(B, "M45 60h10v10H45zM43 84h14v15H43zM46 32h8v10h-8z"),
        ],
    ),
    motif("pyramid", &[area(A, "M44 10 86 90H2z"), area(B, "M44 10 98 82l-12 8z"), disc(B, 82.0, 20.0, 12.0)]),
    motif(
        "mosque",
        &[
            area(
                A,
                "M50 14q4 10 16 18 14 10 10 28H24q-4-18 10-28 12-8 16-18zM14 60h72v38H14zM2 30l5-12 5 12v68H2zM88 30l5-12 5 12v68H88z",
            ),
            area(C, "M40 98V80q10-16 20 0v18z"),
            ring(B, 3.5, 50.0, 7.0, 5.0),
            area(B, "M22 66h10v10H22zM68 66h10v10H68z"),
        ],
    ),
    motif(
        "onion domes",
        &[
            area(
                A,
                "M50 1q2 12 12 20 8 8 2 18H36q-6-10 2-18 10-8 12-20zM36 39h28v60H36zM18 30q2 10 9 16 6 8 1 14H8q-5-6 1-14 7-6 9-16zM8 60h20v39H8zM82 30q2 10 9 16 6 8 1 14H72q-5-6 1-14 7-6 9-16zM72 60h20v39H72z",
            ),
            area(B, "M40 20q10-3 20 0l4 7q-14-4-28 0zM44 99V82q6-8 12 0v17z"),
            line(C, 3.0, "M36 44h28M8 64h20M72 64h20"),
        ],
    ),
    motif(
        "temple",
        &[
            area(
                A,
                "M50 4 98 32H2zM6 38h88v8H6zM12 50h13v36H12zM36 50h11v36H36zM54 50h11v36H54zM75 50h13v36H75zM4 88h92v10H4z",
            ),
            disc(B, 50.0, 22.0, 6.0),
        ],
    ),
    motif(
        "bridge",
        &[
            line(A, 4.0, "M1 40Q20 40 26 16 50 70 74 16q6 24 25 24"),
            area(A, "M22 10h8v88h-8zM70 10h8v88h-8z"),
            area(B, "M0 66h100v9H0z"),
            line(A, 2.5, "M36 36v30M44 46v20M50 48v18M56 46v20M64 36v30M12 40v26M88 40v26"),
        ],
    ),
    motif(
        "windmill",
        &[
            area(A, "M38 44h24l9 54H29z"),
            area(C, "M45 98V82h10v16z"),
            line(B, 4.0, "M50 40 20 8M50 40 80 8M50 40 20 74M50 40l30 34"),
            area(B, "M46 36 24 12l-8 8 24 22zM56 36 80 14l-8-8-22 24zM46 46 24 70l8 8 20-26zM56 44l24 24 6-8-24-22z"),
            disc(A, 50.0, 40.0, 6.0),
        ],
    ),
    motif(
        "barn",
        &[
            area(A, "M50 4 82 22l14 26v50H4V48l14-26z"),
            area(B, "M30 58h40v40H30z"),
            line(C, 4.0, "M30 58l40 40M70 58 30 98M30 58h40v40H30z"),
            area(C, "M43 28h14v14H43z"),
        ],
    ),
    motif(
        "stairs",
        &[area(A, "M2 98V82h18V64h18V46h18V28h18V10h24v88z"), area(B, "M82 10h10v-9H82z"), disc(B, 87.0, 1.0, 0.5)],
    ),
    motif(
        "door",
        &[
            area(A, "M18 2h64v96H18z"),
            area(C, "M27 11h46v78H27z"),
            area(B, "M27 11l34 9v88l-34-19z"),
            disc(C, 53.0, 62.0, 4.0),
        ],
    ),
    motif(
        "window",
        &[
            area(B, "M18 4h64v84H18z"),
            line(A, 6.0, "M18 4h64v84H18zM50 4v84M18 46h64"),
            area(A, "M8 86h84v10H8z"),
            disc(A, 66.0, 24.0, 8.0),
        ],
    ),
    motif(
        "prison bars",
        &[
            disc(B, 50.0, 48.0, 20.0),
            area(B, "M20 98q2-26 30-26t30 26z"),
            line(A, 7.0, "M12 2v96M31 2v96M50 2v96M69 2v96M88 2v96"),
            line(A, 7.0, "M4 12h92M4 88h92"),
        ],
    ),
    motif(
        "barbed wire",
        &[
            line(A, 5.0, "M0 30q25 14 50 0t50 0M0 70q25-14 50 0t50 0"),
            line(B, 5.0, "M16 20l14 30M30 20 16 50M70 16l14 30M84 16 70 46M42 54l14 30M56 54 42 84"),
        ],
    ),
    motif(
        "ferris wheel",
        &[
            line(A, 5.0, "M50 46 28 98M50 46l22 52M20 98h60"),
            ring(A, 4.0, 50.0, 46.0, 36.0),
            line(A, 2.5, "M50 10v72M14 46h72M24.5 20.5l51 51M24.5 71.5l51-51"),
            disc(B, 50.0, 10.0, 8.0),
            disc(B, 86.0, 46.0, 8.0),
            disc(B, 14.0, 46.0, 8.0),
            disc(B, 25.0, 21.0, 8.0),
            disc(B, 75.0, 21.0, 8.0),
            disc(B, 25.0, 71.0, 8.0),
            disc(B, 75.0, 71.0, 8.0),
            disc(B, 50.0, 82.0, 8.0),
        ],
    ),
    motif(
        "big top",
        &[
            line(A, 3.0, "M50 16V1"),
            area(B, "M51 1l14 5-14 5z"),
            area(A, "M50 14q14 22 47 30v8l-7 6v40H10V58l-7-6v-8q33-8 47-30z"),
            area(C, "M50 14q4 20 11 34v50H39V48q7-14 11-34z"),
            area(B, "M50 60l11 38H39z"),
        ],
    ),
    motif(
        "neon sign",
        &[
            area(A, "M8 6h44v40H8zM22 46h8v52h-8z"),
            area(B, "M56 26h22V12l20 26-20 26V50H56z"),
            line(C, 5.0, "M18 16h24M18 26h24M18 36h14"),
        ],
    ),
    motif(
        "big ben",
        &[
            area(A, "M50 0l12 22v8h4v68H34V30h4v-8z"),
            disc(C, 50.0, 42.0, 11.0),
            line(B, 3.5, "M50 35v8l5 3"),
            line(C, 3.0, "M42 60v34M50 60v34M58 60v34"),
        ],
    ),
    motif(
        "torch",
        &[
            area(B, "M50 2q18 16 14 30-3 10-14 10t-14-10Q33 20 44 14q0 8 4 9-2-10 2-21z"),
            area(A, "M30 44h40l-6 12H36zM39 58h22l-4 40H43z"),
            line(C, 3.0, "M42 74h16"),
        ],
    ),
    motif(
        "street lamp",
        &[
            area(B, "M20 30 2 98h56L40 30z"),
            line(A, 6.0, "M76 99V22Q76 6 58 6H40"),
            area(A, "M14 30q2-18 16-22 14 4 16 22zM66 92h20v7H66z"),
        ],
    ),
    motif(
        "signpost",
        &[area(A, "M45 2h10v97H45z"), area(A, "M20 12h62l16 12-16 12H20z"), area(B, "M80 46H18L2 58l16 12h62z")],
    ),
    motif(
        "lighthouse",
        &[
            area(B, "M62 14 99 2v30L62 22zM38 14 1 2v30l37-10z"),
            area(A, "M50 0l14 11v14h4v8H32v-8h4V11z"),
            area(A, "M36 36h28l8 62H28z"),
            area(B, "M34.3 48h31.4l1.8 14h-35zM31.2 74h37.6l1.6 13H29.6z"),
        ],
    ),
    motif(
        "oil derrick",
        &[
            line(A, 4.0, "M30 98 44 6h12l14 92M34 74l34-22M32 86h36M38 50l24-20M36 62h28M66 74 32 52M62 50 38 30"),
            area(B, "M38 2h24v10H38zM20 90h60v8H20z"),
        ],
    ),
    motif(
        "well",
        &[
            area(A, "M12 62h76v36H12zM4 54h92v10H4z"),
            line(A, 5.0, "M20 56V26M80 56V26"),
            area(B, "M50 4 98 30H2z"),
            line(B, 3.0, "M50 28v12"),
            area(B, "M43 38h14l-2 14H45z"),
        ],
    ),
    motif(
        "gravestone",
        &[
            area(A, "M20 92V42a30 30 0 0 1 60 0v50z"),
            line(C, 6.0, "M50 28v40M37 42h26"),
            area(B, "M2 98q4-12 14-10 6-8 12 0 10-6 18 0 8-8 16 0 8-6 14 0 14-6 22 10z"),
        ],
    ),
    motif(
        "hut",
        &[area(B, "M50 6 96 46q-46 10-92 0z"), area(A, "M14 50q36 6 72 0v48H14z"), area(C, "M40 98V68q10-12 20 0v30z")],
    ),
];
