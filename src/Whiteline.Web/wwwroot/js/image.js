// An image of pixels: values in the colours of viridis, or classes in theirs. Points at a pixel, chooses a rectangle, zooms.
import { Drawing } from "./drawing.js";
import { floats } from "./plot.js";

// Viridis (Smith and van der Walt, 2015), at nine places.
const viridis = [[68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129], [92, 200, 99], [170, 220, 50], [253, 231, 37]];

function colour(share) {
  const at = Math.min(Math.max(share, 0), 1) * (viridis.length - 1), low = Math.min(Math.floor(at), viridis.length - 2), part = at - low;
  return viridis[low].map((value, i) => value + part * (viridis[low + 1][i] - value));
}

function rgb(text) {
  const value = parseInt(text.slice(1), 16);
  return [value >> 16, value >> 8 & 255, value & 255];
}

class PixelImage extends Drawing {
  constructor(root, scale, owner) {
    super(root);
    Object.assign(this, { scale, owner, rows: 0, columns: 0, tall: 1, marks: [], region: { row: 0, column: 0, rows: 1, columns: 1 }, listeners: [] });
    this.listen();
  }

  // values: shape (rows, columns). With a palette they are classes, and what is below 0 has none; without a range the colour scale is theirs.
  setPlane(bytes, rows, columns, paletteOrNull, rangeOrNull) {
    const values = floats(bytes), sameSize = rows === this.rows && columns === this.columns;
    // How high a pixel is over its width: those of a line scan are drawn longer, so that they can be seen and pointed at.
    const tall = rows === 1 ? Math.max(1, columns / 8) : columns === 1 ? Math.min(1, 8 / rows) : 1;
    Object.assign(this, { values, rows, columns, tall });
    if (!sameSize) { this.view = null; this.region = { row: Math.floor(rows / 2), column: Math.floor(columns / 2), rows: 1, columns: 1 }; }
    const pixels = new ImageData(columns, rows);
    const classes = paletteOrNull?.map(rgb);
    const finite = classes || rangeOrNull ? null : Float32Array.from(values.filter(Number.isFinite)).sort();
    // The brightest and the darkest half per cent are clipped: one hot pixel hides no image.
    const low = rangeOrNull?.low ?? finite?.[Math.floor(0.005 * (finite.length - 1))] ?? 0, high = rangeOrNull?.high ?? finite?.[Math.ceil(0.995 * (finite.length - 1))] ?? 1;
    for (let i = 0; i < values.length; i++) {
      const shown = classes ? classes[values[i]] : Number.isFinite(values[i]) ? colour(high > low ? (values[i] - low) / (high - low) : 0.5) : null;
      if (shown) pixels.data.set([...shown, 255], 4 * i);
    }
    this.picture = document.createElement("canvas");
    this.picture.width = columns;
    this.picture.height = rows;
    this.picture.getContext("2d").putImageData(pixels, 0, 0);
    this.scale.hidden = !!classes;
    [this.scale.firstElementChild.textContent, this.scale.lastElementChild.textContent] = [low, high].map(value => String(Number(value.toPrecision(4))));
    this.draw();
  }

  setMarks(marks) { this.marks = marks; this.draw(); }

  setRegion(region) { this.region = region; this.draw(); }

  onPoint(listener) { this.listeners = [listener]; }

  silence() { this.listeners = []; }

  fit() {
    const { width, height } = this.size(), { columns } = this, rows = this.tall * this.rows, scale = Math.min(width / columns, height / rows);
    return { scale, x: (width - scale * columns) / 2, y: (height - scale * rows) / 2 };
  }

  draw() {
    if (!this.picture) return;
    const view = this.view ?? this.fit(), context = this.page();
    context.imageSmoothingEnabled = false;
    context.drawImage(this.picture, view.x, view.y, view.scale * this.columns, view.scale * this.tall * this.rows);
    for (const mark of this.marks) {
      this.frame(context, view, mark, mark.colour, 2);
      context.fillStyle = mark.colour;
      context.font = "12px system-ui";
      context.fillText(mark.name, view.x + view.scale * mark.column + 3, view.y + view.scale * this.tall * mark.row + 13);
    }
    this.frame(context, view, this.region, "#ffffff", 3);
    this.frame(context, view, this.region, "#000000", 1);
  }

  frame(context, view, region, stroke, width) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.strokeRect(view.x + view.scale * region.column, view.y + view.scale * this.tall * region.row, view.scale * region.columns, view.scale * this.tall * region.rows);
  }

  pixelAt(event) {
    const view = this.view ?? this.fit(), [x, y] = this.at(event), column = Math.floor((x - view.x) / view.scale), row = Math.floor((y - view.y) / (view.scale * this.tall));
    return { row, column, inside: row >= 0 && column >= 0 && row < this.rows && column < this.columns };
  }

  listen() {
    const { canvas, root } = this;
    let start = null;
    canvas.addEventListener("pointerdown", event => {
      root.focus();
      canvas.setPointerCapture(event.pointerId);
      if (this.beginsPan(event)) return;
      const at = this.pixelAt(event);
      if (at.inside) { start = at; this.choose(between(at, at)); }
    });
    canvas.addEventListener("pointermove", event => {
      if (this.pans(event)) return;
      const at = this.pixelAt(event);
      if (start) {
        const held = { row: Math.min(Math.max(at.row, 0), this.rows - 1), column: Math.min(Math.max(at.column, 0), this.columns - 1) };
        this.choose(between(start, held));
      } else if (at.inside) this.tell({ row: at.row, column: at.column, rows: 1, columns: 1 }, false);
    });
    canvas.addEventListener("pointerup", () => { if (start) this.settle(); start = null; this.endPan(); });
    canvas.addEventListener("pointerleave", () => { if (!start) this.tell(null, false); });
    root.addEventListener("keydown", event => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (!step || !this.picture) return;
      event.preventDefault();
      const r = { ...this.region };
      if (event.shiftKey) { r.rows = Math.min(Math.max(1, r.rows + step[0]), this.rows - r.row); r.columns = Math.min(Math.max(1, r.columns + step[1]), this.columns - r.column); }
      else { r.row = Math.min(Math.max(0, r.row + step[0]), this.rows - r.rows); r.column = Math.min(Math.max(0, r.column + step[1]), this.columns - r.columns); }
      this.choose(r);
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.settle(), 250);
    });
  }

  choose(region) { this.region = region; this.draw(); this.tell(region, true); }

  settle() {
    const { row, column, rows, columns } = this.region;
    this.owner?.invokeMethodAsync("RegionChosen", row, column, rows, columns);
  }

  tell(region, chosen) { for (const listener of this.listeners) listener(region, chosen, region && this.values[region.row * this.columns + region.column]); }
}

const between = (a, b) => ({ row: Math.min(a.row, b.row), column: Math.min(a.column, b.column), rows: Math.abs(a.row - b.row) + 1, columns: Math.abs(a.column - b.column) + 1 });

export const create = (root, scale, owner) => new PixelImage(root, scale, owner);
