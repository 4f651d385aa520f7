// Points of an embedding. The mouse draws a lasso round some of them.
import { saveCanvas } from "./save.js";
import { floats } from "./plot.js";

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

class Scatter {
  constructor(root, owner) {
    Object.assign(this, { root, owner, count: 0, lasso: [], chosen: new Uint8Array(0), view: null });
    this.canvas = document.createElement("canvas");
    root.append(this.canvas);
    this.redraw = () => this.draw();
    this.resizer = new ResizeObserver(this.redraw);
    this.resizer.observe(root);
    addEventListener("whiteline-theme", this.redraw);
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
    const width = Math.max(50, this.root.clientWidth), height = Math.max(50, this.root.clientHeight), rim = 14;
    const scale = Math.min((width - 2 * rim) / (this.high[0] - this.low[0] || 1), (height - 2 * rim) / (this.high[1] - this.low[1] || 1));
    return { scale, x: width / 2 - scale * (this.low[0] + this.high[0]) / 2, y: height / 2 + scale * (this.low[1] + this.high[1]) / 2 };
  }

  place(i) {
    const view = this.view ?? this.fit();
    return [view.x + view.scale * this.points[2 * i], view.y - view.scale * this.points[2 * i + 1]];
  }

  draw() {
    if (!this.count) return;
    const ratio = devicePixelRatio, width = Math.max(50, this.root.clientWidth), height = Math.max(50, this.root.clientHeight);
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext("2d"), size = this.count > 5000 ? 1.5 : this.count > 1000 ? 2.2 : 3.2, any = this.chosen.includes(1);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
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

  listen() {
    const at = event => { const box = this.canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    let drawing = false, pan = null;
    this.canvas.addEventListener("pointerdown", event => {
      if (!this.count) return;
      this.canvas.setPointerCapture(event.pointerId);
      if (event.shiftKey) { pan = { x: event.clientX, y: event.clientY, view: this.view ?? this.fit() }; return; }
      drawing = true;
      this.lasso = [at(event)];
    });
    this.canvas.addEventListener("pointermove", event => {
      if (pan) { this.view = { ...pan.view, x: pan.view.x + event.clientX - pan.x, y: pan.view.y + event.clientY - pan.y }; this.draw(); }
      if (drawing) { this.lasso.push(at(event)); this.draw(); }
    });
    this.canvas.addEventListener("pointerup", () => {
      if (drawing) this.choose();
      drawing = false;
      pan = null;
    });
    this.canvas.addEventListener("dblclick", () => { this.view = null; this.draw(); });
    this.canvas.addEventListener("wheel", event => {
      if (!this.count) return;
      event.preventDefault();
      const view = this.view ?? this.fit(), [x, y] = at(event), factor = event.deltaY > 0 ? 0.8 : 1.25;
      this.view = { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
      this.draw();
    }, { passive: false });
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

  savePng(name) { saveCanvas(this.canvas, name + ".png"); }

  dispose() {
    this.resizer.disconnect();
    removeEventListener("whiteline-theme", this.redraw);
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
