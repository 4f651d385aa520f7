// A canvas that fills an element at the resolution of the screen, with a view that the wheel, Shift and drag, and a double click move.
import { saveCanvas } from "./save.js";

export class Drawing {
  // Whoever draws has draw(), and fit(): the view that shows all, { scale, x, y }.
  constructor(root) {
    Object.assign(this, { root, view: null, pan: null });
    this.canvas = document.createElement("canvas");
    root.append(this.canvas);
    this.redraw = () => this.draw();
    this.resizer = new ResizeObserver(this.redraw);
    this.resizer.observe(root);
    addEventListener("whiteline-theme", this.redraw);
    this.canvas.addEventListener("dblclick", () => { this.view = null; this.draw(); });
    this.canvas.addEventListener("wheel", event => this.zoom(event), { passive: false });
  }

  size() { return { width: Math.max(50, this.root.clientWidth), height: Math.max(50, this.root.clientHeight) }; }

  // An empty page to draw on, in pixels of the style sheet.
  page() {
    const ratio = devicePixelRatio, { width, height } = this.size();
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  // Where the mouse is on the canvas.
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  zoom(event) {
    event.preventDefault();
    const view = this.view ?? this.fit(), [x, y] = this.at(event), factor = event.deltaY > 0 ? 0.8 : 1.25;
    this.view = { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
    this.draw();
  }

  // True when a press of the mouse begins to move the view.
  beginsPan(event) {
    if (event.shiftKey) this.pan = { x: event.clientX, y: event.clientY, view: this.view ?? this.fit() };
    return event.shiftKey;
  }

  // True while the view is moved.
  pans(event) {
    if (!this.pan) return false;
    const { x, y, view } = this.pan;
    this.view = { ...view, x: view.x + event.clientX - x, y: view.y + event.clientY - y };
    this.draw();
    return true;
  }

  endPan() { this.pan = null; }

  savePng(name) { saveCanvas(this.canvas, name + ".png"); }

  dispose() {
    this.resizer.disconnect();
    removeEventListener("whiteline-theme", this.redraw);
  }
}
