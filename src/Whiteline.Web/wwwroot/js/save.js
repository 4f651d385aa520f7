// Saving what a plot shows, without asking the server.
export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const saveText = (text, name) => saveBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), name);

export function saveCanvas(canvas, name) {
  // On paper of the page's colour: a plot's own background is clear.
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob(blob => saveBlob(blob, name));
}

export function copyText(text) {
  return navigator.clipboard?.writeText(text);
}

// Sends a file as the body of a request; the token in the page's head shows that the page is ours.
export async function upload(input, report) {
  const file = input.files[0];
  if (!file) return null;
  const token = document.querySelector("meta[name=whiteline-token]").content;
  return await new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.open("POST", "/upload?name=" + encodeURIComponent(file.name));
    request.setRequestHeader("X-Whiteline-Token", token);
    // Nobody listens any more where the page was left meanwhile.
    request.upload.onprogress = event => report.invokeMethodAsync("Uploading", event.loaded, event.total).catch(() => { });
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => resolve({ status: 0, text: "The upload was refused or broken off." });
    request.send(file);
    input.value = "";
  });
}
