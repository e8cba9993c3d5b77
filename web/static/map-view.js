// Which part of the plane is on the screen, and how to move to another.

const CLOSEST = 60;
const MARGIN = 0.92;
/** What is fitted takes this share of the screen, and is enlarged so many times at most. */
const FITTED = 0.7;
const FITTED_AT_MOST = 8;
/** Pixels at the sides that what is fitted keeps clear: buttons are there, and titles begin beside their films. */
const CLEAR = 48;
const FLIGHT_MS = 700;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A view of the unit square: its middle, and how many times a whole, `[left, top, right, bottom]`, is enlarged. `changed` is called after each change. */
export class View {
  constructor(changed, [left, top, right, bottom], from) {
    this.whole = { x: (left + right) / 2, y: (top + bottom) / 2, zoom: 1 };
    const { x, y, zoom } = from ?? this.whole;
    Object.assign(this, { changed, x, y, zoom, across: right - left || 1, down: bottom - top || 1, width: 1, height: 1, flight: 0 });
  }

  get scale() { return Math.min(this.width / this.across, this.height / this.down) * MARGIN * this.zoom; }

  /** Where a place is on the screen. */
  toScreen(x, y) { return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2]; }

  /** Which place is at a point of the screen. */
  toPlane(left, top) { return [(left - this.width / 2) / this.scale + this.x, (top - this.height / 2) / this.scale + this.y]; }

  resize(width, height) { Object.assign(this, { width, height }); this.changed(); }

  move(dx, dy) { this.stop(); this.set(this.x - dx / this.scale, this.y - dy / this.scale, this.zoom); }

  /** Enlarges, keeping what is at a point of the screen there. */
  enlarge(times, left = this.width / 2, top = this.height / 2) {
    this.stop();
    const [x, y] = this.toPlane(left, top);
    const zoom = Math.min(Math.max(this.zoom * times, 1), CLOSEST);
    const kept = this.zoom / zoom;
    this.set(x + (this.x - x) * kept, y + (this.y - y) * kept, zoom);
  }

  set(x, y, zoom) {
    const within = (value) => Math.min(Math.max(value, 0), 1);
    Object.assign(this, { x: within(x), y: within(y), zoom: Math.min(Math.max(zoom, 1), CLOSEST) });
    this.changed();
  }

  /** Goes to a place: over the land between, or at once for those who would rather not see it move. */
  fly(x, y, zoom) {
    this.stop();
    if (still.matches) return this.set(x, y, zoom);
    const from = { x: this.x, y: this.y, zoom: this.zoom };
    const began = performance.now();
    const step = (now) => {
      const t = Math.min((now - began) / FLIGHT_MS, 1);
      const eased = t * t * (3 - 2 * t);
      this.set(from.x + (x - from.x) * eased, from.y + (y - from.y) * eased, from.zoom * (zoom / from.zoom) ** eased);
      if (t < 1) this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  /** Shows all of some places, as near as they allow. */
  fit(places) {
    const along = (axis) => places.map((place) => place[axis]);
    const [left, right, top, bottom] = ["x", "y"].flatMap((axis) => [Math.min(...along(axis)), Math.max(...along(axis))]);
    const scale = FITTED * Math.min(Math.max(this.width - 2 * CLEAR, 1) / (right - left || 1e-9), this.height / (bottom - top || 1e-9));
    this.set((left + right) / 2, (top + bottom) / 2, Math.min(scale / (this.scale / this.zoom), FITTED_AT_MOST));
  }

  /** Goes back to the whole. */
  leave() { this.fly(this.whole.x, this.whole.y, 1); }

  stop() { cancelAnimationFrame(this.flight); }
}
