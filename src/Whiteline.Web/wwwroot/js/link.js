// The spectrum under the mouse, at once: asked for pixel by pixel, one request at a time, and the newest pixel next.
export function connect(image, plot, source, readout) {
  let wanted = null, busy = false;
  const names = { hover: "under the mouse", region: "chosen" };

  async function work() {
    if (busy) return;
    busy = true;
    try {
      while (wanted) await show();
    } catch (lost) {
      readout.textContent = String(lost.message ?? lost);
    } finally {
      busy = false;
    }
  }

  async function show() {
    const { region, key } = wanted;
    wanted = null;
    const began = performance.now();
    const query = new URLSearchParams({ file: source.file, row: region.row, column: region.column, rows: region.rows, columns: region.columns });
    if (source.signal != null) query.set("signal", source.signal);
    const answer = await fetch("/data/spectrum?" + query);
    if (!answer.ok) {
      plot.setOne(key, null);
      readout.textContent = (await answer.text()).trim() || `The server answered ${answer.status}.`;
      return;
    }
    const values = new Float32Array(await answer.arrayBuffer());
    plot.setOne(key, { name: names[key], values, offset: source.offset, dispersion: source.dispersion, colour: key === "hover" ? "#d55e00" : "#0072b2" });
    const where = region.rows * region.columns === 1 ? `row ${region.row}, column ${region.column}` : `rows ${region.row} to ${region.row + region.rows - 1}, columns ${region.column} to ${region.column + region.columns - 1} (${region.rows * region.columns} pixels, mean)`;
    readout.textContent = where;
    readout.dataset.milliseconds = (performance.now() - began).toFixed(1);
  }

  image.onPoint((region, chosen) => {
    if (!region) { plot.setOne("hover", null); return; }
    if (chosen) plot.setOne("hover", null);
    wanted = { region, key: chosen ? "region" : "hover" };
    work();
  });
  wanted = { region: image.region, key: "region" };
  work();
}
