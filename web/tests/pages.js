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
  error: "/film/none",
};

/** Messages of the browser's console that a page brings about on purpose. */
export const expectedOn = (name) => (name === "error" ? [/404/] : []);
