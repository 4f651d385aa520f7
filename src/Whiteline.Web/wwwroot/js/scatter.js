// Points of an embedding. The mouse draws a lasso round some of them.
import { Drawing } from "./drawing.js";
import { floats } from "./plot.js";

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

class Scatter extends Drawing {
  constructor(root, owner) {
    super(root);
    Object.assign(this, { owner, count: 0, lasso: [], chosen: new Uint8Array(0) });
    this.listen();
  }

  // coordinates: shape (n, 2); classes: shape (n), an index into colours; hollow: shape (n), 1 where a point is drawn as a ring.
  setPoints(coordinates, classes, colours, hollow) {
    this.points = floats(coordinates);
    this.count = this.points.length / 2;
    Object.assign(this, { classes, colours, hollow, chosen: new Uint8Array(this.count), lasso: [], view: null });
    this.low = [Infinity, Infinity];
    this.high = [-Infinity, -Infinity];
    for (let i = 0; i < this.points.length; i++) {
      this.low[i % 2] = Math.min(this.low[i % 2], this.points[i]);
      this.high[i % 2] = Math.max(this.high[i % 2], this.points[i]);
    }
    this.draw();
  }

  fit() {
    const { width, height } = this.size(), rim = 14;
    const scale = Math.min((width - 2 * rim) / (this.high[0] - this.low[0] || 1), (height - 2 * rim) / (this.high[1] - this.low[1] || 1));
    return { scale, x: width / 2 - scale * (this.low[0] + this.high[0]) / 2, y: height / 2 + scale * (this.low[1] + this.high[1]) / 2 };
  }

  place(i) {
    const view = this.view ?? this.fit();
    return [view.x + view.scale * this.points[2 * i], view.y - view.scale * this.points[2 * i + 1]];
  }

  draw() {
    if (!this.count) return;
    const context = this.page(), size = this.count > 5000 ? 1.5 : this.count > 1000 ? 2.2 : 3.2, any = this.chosen.includes(1);
    for (const pass of [0, 1])
      for (let i = 0; i < this.count; i++) {
        if (this.chosen[i] !== pass) continue;
        const [x, y] = this.place(i);
        context.globalAlpha = any && !pass ? 0.25 : 0.85;
        context.beginPath();
        context.arc(x, y, pass ? size + 1 : size, 0, 7);
        context.fillStyle = context.strokeStyle = this.colours[this.classes[i]];
        if (this.hollow[i]) context.stroke();
        else context.fill();
      }
    context.globalAlpha = 1;
    if (this.lasso.length < 2) return;
    context.strokeStyle = css("--ink");
    context.setLineDash([5, 4]);
    context.beginPath();
    this.lasso.forEach(([x, y], i) => i ? context.lineTo(x, y) : context.moveTo(x, y));
    context.closePath();
    context.stroke();
    context.setLineDash([]);
  }

  // Without points there is nothing to fit.
  zoom(event) { if (this.count) super.zoom(event); }

  listen() {
    let drawing = false;
    this.canvas.addEventListener("pointerdown", event => {
      if (!this.count) return;
      this.canvas.setPointerCapture(event.pointerId);
      if (this.beginsPan(event)) return;
      drawing = true;
      this.lasso = [this.at(event)];
    });
    this.canvas.addEventListener("pointermove", event => {
      this.pans(event);
      if (drawing) { this.lasso.push(this.at(event)); this.draw(); }
    });
    this.canvas.addEventListener("pointerup", () => {
      if (drawing) this.choose();
      drawing = false;
      this.endPan();
    });
    this.root.addEventListener("keydown", event => {
      if (event.key === "Escape") { this.lasso = []; this.choose(); }
      if (event.key === "a" && event.ctrlKey) { event.preventDefault(); this.lasso = [[-1e9, -1e9], [1e9, -1e9], [1e9, 1e9], [-1e9, 1e9]]; this.choose(); this.lasso = []; this.draw(); }
    });
  }

  choose() {
    for (let i = 0; i < this.count; i++) this.chosen[i] = this.lasso.length > 2 && inside(this.place(i), this.lasso) ? 1 : 0;
    this.draw();
    this.owner.invokeMethodAsync("PointsChosen", this.chosen);
  }
}

// Even-odd rule.
function inside([x, y], polygon) {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i], [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) within = !within;
  }
  return within;
}

export const create = (root, owner) => new Scatter(root, owner);
