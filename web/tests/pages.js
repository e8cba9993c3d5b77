// One address of each kind of page, and of each state that looks different.
export const PAGES = {
  wall: "/",
  list: "/?like=alien-1979&dislike=titanic-1997&seen=aliens-1986&mute=android&less=horror&boost=science+fiction",
  empty: "/?like=alien-1979&genre=western&from=2015&country=Japan",
  film: "/film/alien-1979?like=blade-runner-1982",
  search: "/search?q=kurosawa",
  asked: "/?ask=80s+horror,+nothing+gory,+qwxzyv",
  "search that is a wish": "/search?q=korean+thriller",
  "search for a title that is not there": "/search?q=casablanca+qwxzyv",
  "search without a find": "/search?q=zzzzzzzz",
  about: "/about",
  reference: "/api",
  scorecard: "/scorecard",
  person: "/person/akira-kurosawa?like=alien-1979",
  genre: "/genre/western",
  year: "/year/1994",
  country: "/country/iran",
  map: "/map?like=alien-1979",
  "own films": "/mine?like=alien-1979&like=heat-1995&want=stalker-1979&seen=jaws-1975&dislike=titanic-1997&mute=android&never=kind:horror",
  "no films yet": "/mine",
  together: "/together?t=%2F%3Flike%3Dalien-1979&t=%2F%3Flike%3Dcasablanca-1942%26never%3Dcountry%3AFrance",
  which: "/which?of=want&like=alien-1979&want=stalker-1979&want=casablanca-1942",
  error: "/film/none",
};

/** Messages of the browser's console that a page brings about on purpose. */
export const expectedOn = (name) => (name === "error" ? [/404/] : []);
