// The map that can be moved: dots on a canvas over the picture, which stays for those without scripts.
const NEAR = 12;
const MOST = 24;

export async function draw(frame) {
  const response = await fetch(frame.dataset.map);
  if (!response.ok) return;
  const data = await response.json();
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const tip = document.createElement("div");
  tip.className = "map__tip";
  tip.hidden = true;
  frame.querySelector("picture").hidden = true;
  frame.append(canvas, tip);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const view = { zoom: 1, x: 0, y: 0 };

  const scale = () => (frame.clientWidth / data.width) * view.zoom;
  const at = (i) => [(data.x[i] - view.x) * scale(), (data.y[i] - view.y) * scale()];

  const paint = () => {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = frame.clientWidth * ratio;
    canvas.height = frame.clientHeight * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    paintLines(pen);
    paintDots(pen);
  };

  const paintLines = (pen) => {
    pen.strokeStyle = dark.matches ? "#5d637d" : "#8a8fa5";
    pen.lineWidth = 0.8;
    data.lines.forEach((line) => {
      pen.beginPath();
      for (let i = 0; i < line.length; i += 2) {
        pen.lineTo((line[i] - view.x) * scale(), (line[i + 1] - view.y) * scale());
      }
      pen.stroke();
    });
  };

  const paintDots = (pen) => {
    const colours = dark.matches ? data.colours.dark : data.colours.light;
    const size = Math.min(6, 1.5 * Math.sqrt(scale()) + view.zoom * 0.15);
    pen.strokeStyle = dark.matches ? "#8a90a8" : "#7a8096";
    pen.lineWidth = 0.6;
    for (let group = 0; group <= colours.length; group += 1) {
      pen.fillStyle = group ? colours[group - 1] : "transparent";
      data.classes.forEach((number, i) => {
        if (number !== group) return;
        const [x, y] = at(i);
        pen.beginPath();
        pen.arc(x, y, group ? size : size * 0.6, 0, 2 * Math.PI);
        pen.fill();
        pen.stroke();
      });
    }
  };

  let waiting = false;
  const repaint = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  };

  const keepInside = () => {
    view.zoom = Math.min(MOST, Math.max(1, view.zoom));
    view.x = Math.min(data.width * (1 - 1 / view.zoom), Math.max(0, view.x));
    view.y = Math.min(data.height * (1 - 1 / view.zoom), Math.max(0, view.y));
  };

  const zoomAt = (factor, x, y) => {
    const before = scale();
    view.zoom *= factor;
    view.zoom = Math.min(MOST, Math.max(1, view.zoom));
    view.x += x / before - x / scale();
    view.y += y / before - y / scale();
    keepInside();
    tip.hidden = true;
    repaint();
  };

  const nearest = (x, y) => {
    let best = -1;
    let least = NEAR * NEAR;
    for (let i = 0; i < data.x.length; i += 1) {
      const [px, py] = at(i);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < least) [least, best] = [distance, i];
    }
    return best;
  };

  const show = (i) => {
    tip.hidden = i < 0;
    canvas.style.cursor = i < 0 ? "grab" : "pointer";
    if (i < 0) return;
    tip.textContent = `${data.names[i]}: ${data.texts[i]}`;
    const [x, y] = at(i);
    const left = Math.min(x + 10, frame.clientWidth - tip.offsetWidth - 4);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, y - tip.offsetHeight - 10)}px`;
  };

  let drag = null;
  canvas.addEventListener("pointerdown", (event) => {
    drag = { x: event.offsetX, y: event.offsetY, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drag) return show(nearest(event.offsetX, event.offsetY));
    const [dx, dy] = [event.offsetX - drag.x, event.offsetY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    view.x -= dx / scale();
    view.y -= dy / scale();
    drag = { x: event.offsetX, y: event.offsetY, moved: true };
    keepInside();
    show(-1);
    repaint();
  });
  canvas.addEventListener("pointerup", (event) => {
    const still = drag && !drag.moved;
    drag = null;
    const i = still ? nearest(event.offsetX, event.offsetY) : -1;
    if (i >= 0) window.location.assign(data.place.replace("{key}", data.keys[i]));
  });
  canvas.addEventListener("pointerleave", () => show(-1));
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomAt(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
  }, { passive: false });

  const buttons = document.createElement("div");
  buttons.className = "map__buttons";
  const middle = () => [frame.clientWidth / 2, frame.clientHeight / 2];
  [
    ["+", "Vergrößern", () => zoomAt(1.6, ...middle())],
    ["−", "Verkleinern", () => zoomAt(1 / 1.6, ...middle())],
    ["⌂", "Ganz Deutschland", () => zoomAt(1 / MOST, 0, 0)],
  ].forEach(([sign, label, act]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    buttons.append(button);
  });
  frame.append(buttons);

  dark.addEventListener("change", repaint);
  new ResizeObserver(repaint).observe(frame);
  paint();
}
