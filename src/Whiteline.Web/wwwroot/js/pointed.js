// Tells the page which pixel is pointed at: one message at a time, and the newest pixel next.
export function connect(image, owner) {
  let wanted = null, busy = false;

  async function work() {
    if (busy) return;
    busy = true;
    while (wanted) {
      const { row, column } = wanted;
      wanted = null;
      await owner.invokeMethodAsync("Pointed", row, column);
    }
    busy = false;
  }

  image.onPoint(region => {
    if (!region) return;
    wanted = region;
    work();
  });
}
