"use strict";
// Two curves over the epochs: training and validation pictures.
function draw(id, rows, format, scale) {
  const place = document.getElementById(id);
  const axis = { stroke: "#5b6478", grid: { stroke: "#edeff3", width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  const curve = (label, colour) => ({
    label, stroke: colour, width: 2, points: { show: rows[0].length < 2 }, value: (_, v) => v == null ? "–" : format(v),
  });
  const size = () => ({ width: place.clientWidth, height: 270 });
  const plot = new uPlot({
    ...size(),
    scales: { x: { time: false }, y: scale },
    axes: [{ ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] },
           { ...axis, size: 58, values: (_, ticks) => ticks.map(v => v == null ? "" : format(v)) }],
    series: [{ label: "epoch" }, curve("training", "#d97706"), curve("validation", "#0f766e")],
    cursor: { points: { size: 7 } },
  }, [history_.epoch, ...rows], place);
  new ResizeObserver(() => plot.setSize(size())).observe(place);
}

draw("loss", history_.loss, v => String(+v.toPrecision(2)), { distr: 3 });
draw("accuracy", history_.accuracy, v => (100 * v).toFixed(1) + " %", {
  range: (_, least, most) => [Math.max(0, least - 0.1 * (1 - least)), Math.min(1, most + 0.1 * (1 - least)) + 1e-3],
});
