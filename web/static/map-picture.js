// Draws the map: dots, the names of regions, titles where there is room.

/** One title for so many square pixels: more would be a grey carpet. */
const PIXELS_A_TITLE = 12_000;
const NAMED_UP_TO = 5;
const PAD = 3;
/** Titles beside each other keep more apart than titles in two lines, or they read as one. Not those of lit films: their own dots are taken. */
const PAD_BESIDE = 5;
const RINGED_FONT = "600 14px ";
const BUTTONS = { width: 54, height: 142 };

/** A name gives way by so much, up or down, where its own place is taken. */
const ASIDE = [0, -22, 22];

/** `films` in columns, the best known first; `lit` and the films of a tour, `way`, as `{ id, x, y, title, you }`; `regions` as `{ name, x, y, films }`. */
export class Picture {
  constructor(canvas, view, films, regions, lit, way) {
    Object.assign(this, { canvas, view, films, regions, lit, way, only: null, ringed: null, asked: 0 });
    this.named = new Set([...lit, ...way].map(({ id }) => films.ids.indexOf(id)));
    this.pen = canvas.getContext("2d");
    this.widths = new Map();
    this.restyle();
  }

  /** Reads the page's colours and letters anew. */
  restyle() {
    const style = getComputedStyle(this.canvas);
    const color = (name) => style.getPropertyValue("--" + name).trim();
    this.colors = { ink: color("ink"), soft: color("soft"), card: color("card"), accent: color("accent"), other: color("kind-other") };
    this.kinds = Array.from({ length: 10 }, (_, n) => color("kind-" + n));
    this.sans = color("sans");
    this.ask();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ratio = ratio;
    this.view.resize(width, height);
  }

  /** Draws before the next picture is shown, once, however often it is asked for. */
  ask() {
    this.asked ||= requestAnimationFrame(() => { this.asked = 0; this.draw(); });
  }

  draw() {
    const { pen, view } = this;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    // The buttons in the corner cover a part of the picture.
    this.taken = [[view.width - BUTTONS.width, 0, view.width, BUTTONS.height]];
    // What is looked at is named over all else: no other text is under it.
    const label = this.ringed && this.label(this.ringed);
    if (label) this.taken.push(label.box);
    this.dots();
    this.road();
    // No name lies on a film that is lit.
    for (const film of this.lit) this.mark(...view.toScreen(film.x, film.y));
    if (view.zoom < NAMED_UP_TO) this.names();
    this.lights();
    this.titles();
    if (label) this.ring(label);
  }

  /** The size of a dot: well-known films are larger, and all of them the nearer one comes. */
  radius(n) {
    const { count } = this.films;
    const fame = 1 - Math.log1p(n) / Math.log1p(count);
    const crowd = Math.sqrt(1500 / Math.max(count, 1500));
    const near = Math.min(Math.log2(this.view.zoom) / 4, 1);
    return (1.5 + 3.2 * fame) * (crowd + (1.4 - crowd) * near) + 0.25;
  }

  /** Films on the screen, the best known first. */
  * seen(margin = 0) {
    const { places, count } = this.films;
    const [left, top] = this.view.toPlane(-margin, -margin);
    const [right, bottom] = this.view.toPlane(this.view.width + margin, this.view.height + margin);
    for (let n = 0; n < count; n++) {
      const x = places[2 * n];
      const y = places[2 * n + 1];
      if (x >= left && x <= right && y >= top && y <= bottom) yield n;
    }
  }

  dots() {
    const { pen, films: { places, kinds }, view } = this;
    // The best known last, so that they are on top.
    const shown = [...this.seen(6)].reverse();
    let color = null;
    for (const n of shown) {
      const kind = kinds[n];
      const dim = this.only !== null && kind !== this.only;
      const next = dim ? this.colors.other : this.kinds[kind] ?? this.colors.other;
      if (next !== color) pen.fillStyle = color = next;
      pen.globalAlpha = dim ? 0.25 : 0.85;
      const radius = this.radius(n);
      const [left, top] = view.toScreen(places[2 * n], places[2 * n + 1]);
      // A square of two pixels looks round, and is drawn in a tenth of the time.
      if (radius < 1.4) pen.fillRect(left - radius, top - radius, 2 * radius, 2 * radius);
      else this.disc(left, top, radius);
    }
    pen.globalAlpha = 1;
  }

  disc(left, top, radius) {
    this.pen.beginPath();
    this.pen.arc(left, top, radius, 0, 2 * Math.PI);
    this.pen.fill();
  }

  names() {
    const { pen, view } = this;
    const size = Math.min(Math.max(view.width / 55, 13), 19);
    pen.font = `600 ${size}px ${this.sans}`;
    for (const { name, x, y } of this.regions) {
      const [left, top] = view.toScreen(x, y);
      const width = this.width(name);
      const aside = ASIDE.find((aside) => this.take(left - width / 2, top + aside - size / 2, width, size, 6));
      if (aside !== undefined) this.text(name, left - width / 2, top + aside, this.colors.ink);
    }
  }

  /** Takes the room of a film that is lit, less than its title keeps from it. */
  mark(left, top) { this.taken.push([left - 6, top - 6, left + 6, top + 6]); }

  /** The way of a tour, with its films and their titles. */
  road() {
    if (!this.way.length) return;
    const { pen, view, colors } = this;
    const stops = this.way.map((film) => ({ ...film, at: view.toScreen(film.x, film.y) }));
    pen.strokeStyle = colors.ink;
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    pen.beginPath();
    for (const { at } of stops) pen.lineTo(...at);
    pen.stroke();
    for (const [n, { at }] of stops.entries()) {
      pen.fillStyle = n && n < stops.length - 1 ? colors.card : colors.ink;
      this.disc(...at, 6);
      pen.lineWidth = 2;
      pen.stroke();
      this.mark(...at);
    }
    pen.font = `600 13px ${this.sans}`;
    for (const { title, at } of stops) this.title(title, ...at, 9, colors.ink);
  }

  /** The viewer's own films, and those found for them. */
  lights() {
    const { pen, view, colors } = this;
    pen.font = `600 13px ${this.sans}`;
    // The viewer's own, which come first, lie over the others.
    for (const film of [...this.lit].reverse()) {
      const [left, top] = view.toScreen(film.x, film.y);
      pen.fillStyle = film.you ? colors.accent : colors.card;
      pen.strokeStyle = film.you ? colors.card : colors.accent;
      pen.lineWidth = film.you ? 2 : 3;
      this.disc(left, top, film.you ? 7.5 : 5);
      pen.stroke();
    }
    for (const film of this.lit) this.title(film.title, ...view.toScreen(film.x, film.y), 9, film.you ? colors.accent : colors.ink);
  }

  titles() {
    const { pen, films: { places, titles, kinds }, view } = this;
    pen.font = `12px ${this.sans}`;
    let room = (view.width * view.height) / PIXELS_A_TITLE;
    let tried = 0;
    for (const n of this.seen()) {
      if (this.named.has(n)) continue;
      if (this.only !== null && kinds[n] !== this.only) continue;
      if (room < 1 || ++tried > 400) return;
      if (this.title(titles[n], ...view.toScreen(places[2 * n], places[2 * n + 1]), this.radius(n) + 3, this.colors.ink, PAD_BESIDE)) room--;
    }
  }

  /** Writes a title beside a dot, to the right of it or the left, where there is room. */
  title(title, left, top, gap, color, beside = 0) {
    if (left < 0 || top < 0 || left > this.view.width || top > this.view.height) return false;
    const text = title.length > 34 ? title.slice(0, 32).trimEnd() + "…" : title;
    const width = this.width(text);
    const start = [left + gap, left - gap - width].find((start) => this.take(start, top - 7, width, 14, PAD, beside));
    if (start === undefined) return false;
    this.text(text, start, top, color);
    return true;
  }

  text(text, left, middle, color) {
    const { pen, colors } = this;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = colors.card;
    pen.globalAlpha = 0.85;
    pen.strokeText(text, left, middle);
    pen.globalAlpha = 1;
    pen.fillStyle = color;
    pen.fillText(text, left, middle);
  }

  width(text) {
    const key = this.pen.font + text;
    if (!this.widths.has(key)) this.widths.set(key, this.pen.measureText(text).width);
    return this.widths.get(key);
  }

  /** Takes room for a text if it is on the screen and free. */
  take(left, top, width, height, pad, beside = 0) {
    const box = [left - pad - beside, top - pad, left + width + pad + beside, top + height + pad];
    if (box[0] < 0 || box[1] < 0 || box[2] > this.view.width || box[3] > this.view.height) return false;
    if (this.taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    this.taken.push(box);
    return true;
  }

  /** Where the name of the film that is looked at goes: beside it, wholly on the screen. */
  label({ title, year, x, y }) {
    const { pen, view } = this;
    const [left, top] = view.toScreen(x, y);
    pen.font = RINGED_FONT + this.sans;
    const text = `${title} (${year})`;
    const width = this.width(text);
    const start = Math.max(Math.min(left + 15, view.width - width - 12), 12);
    const middle = left + 15 + width + 12 > view.width ? top + (top < 40 ? 26 : -26) : top;
    return { text, left, top, start, middle, width, box: [start - 7, middle - 13, start + width + 7, middle + 13] };
  }

  /** A ring around the film that is looked at, and its name. */
  ring({ text, left, top, start, middle, width }) {
    const { pen, colors } = this;
    pen.strokeStyle = colors.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(left, top, 10, 0, 2 * Math.PI);
    pen.stroke();
    pen.font = RINGED_FONT + this.sans;
    pen.fillStyle = colors.ink;
    pen.beginPath();
    pen.roundRect(start - 7, middle - 13, width + 14, 26, 8);
    pen.fill();
    pen.fillStyle = colors.card;
    pen.textBaseline = "middle";
    pen.fillText(text, start, middle);
  }

  /** The film nearest to a point of the screen, `null` if none is within reach. */
  at(left, top, reach) {
    const { places, count } = this.films;
    const [x, y] = this.view.toPlane(left, top);
    let [best, nearest] = [null, (reach / this.view.scale) ** 2];
    for (let n = 0; n < count; n++) {
      const apart = (places[2 * n] - x) ** 2 + (places[2 * n + 1] - y) ** 2;
      if (apart < nearest) [best, nearest] = [n, apart];
    }
    return best;
  }
}
