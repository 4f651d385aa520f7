// What the model says of the pixel under the mouse: every class with its probability.
import { floats } from "./plot.js";

export function connect(image, readout, columns, labels, bytes, masked) {
  const probabilities = floats(bytes);
  image.onPoint(region => {
    readout.replaceChildren();
    if (!region) return;
    const pixel = region.row * columns + region.column, place = document.createElement("p");
    place.textContent = `row ${region.row}, column ${region.column}${masked[pixel] ? ": masked, too little signal" : ""}`;
    readout.append(place);
    labels.forEach((label, i) => {
      const share = probabilities[pixel * labels.length + i], line = document.createElement("label"), meter = document.createElement("meter");
      meter.max = 1;
      meter.value = share;
      line.append(`${label} ${share.toFixed(3)} `, meter);
      readout.append(line);
    });
  });
}
