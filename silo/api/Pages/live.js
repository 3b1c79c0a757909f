// The live page: one reader of the feed, for the first five minutes. The key lives in one variable of this file and
// leaves the page in the Authorization header only. All text reaches the document as text, never as markup.
"use strict";
(() => {
  const HELD = 1000; // events in memory; the page stays as small after a day as after a minute
  const SHOWN = 100; // rows in the table
  const STANDING = 100; // accounts shown as they stand at the beginning
  const PAST = 200; // decisions of an opened account
  const SILENCE = 40_000; // the feed says something every 15 s; so long without it is a dead connection
  const PAUSES = [500, 1000, 2000, 5000, 10_000];
  const WANTED = { filter: { events: ["score.updated"] }, conflate: false };

  const at = id => document.getElementById(id);
  let watching = null; // { key, stop: AbortController, cursor, subscription }
  let held = []; // newest first: { id, type, created, data, row }
  let known = new Set(); // ids of what is held
  let opened = null; // { id, account, decisions, chosen }
  let arrived = 0; // since the table was last drawn
  let again = null; // ends a pause before the next try

  // ---- talking to the host

  class Refused extends Error {
    constructor(status, problem) {
      super(problem.message ?? `The host answered ${status}.`);
      this.status = status;
      this.address = problem.address;
      this.after = problem.retry_after_ms;
    }
  }

  async function ask(watch, path, { method = "GET", body, accept = "application/json", signal, headers = {} } = {}) {
    const answer = await fetch(path, {
      method,
      signal: signal ?? watch.stop.signal,
      cache: "no-store",
      credentials: "omit",
      headers: {
        ...headers,
        Accept: accept,
        Authorization: `Bearer ${watch.key}`,
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      body: body && JSON.stringify(body),
    });
    if (answer.ok) {
      return answer;
    }
    let problem = {};
    try {
      problem = await answer.json();
    } catch {
      // A proxy's answer; its status says enough.
    }
    throw new Refused(answer.status, problem);
  }

  const get = async (watch, path) => (await ask(watch, path)).json();

  // One subscription serves every page of a tenant: a cursor is the reader's own, so none is left behind.
  async function subscription(watch) {
    const all = await get(watch, "/v1/subscriptions");
    const same = all.items.find(each => !each.conflate && JSON.stringify(each.filter) === JSON.stringify(WANTED.filter));
    const made = async () => (await ask(watch, "/v1/subscriptions", { method: "POST", body: WANTED })).json();
    return (same ?? await made()).subscription;
  }

  // From here on first, then what stands: an update in between is shown twice rather than not at all.
  async function begin(watch) {
    watch.subscription ??= await subscription(watch);
    const feed = `/v1/feed?subscription=${watch.subscription}`;
    const cursor = (await get(watch, `${feed}&after=now&limit=1`)).after;
    (await get(watch, `${feed}&limit=${STANDING}`)).items
      .filter(each => each.type === "score.snapshot").forEach(take);
    watch.cursor = cursor;
  }

  // ---- the stream

  async function stream(watch) {
    const end = new AbortController();
    const stop = () => end.abort();
    watch.stop.signal.addEventListener("abort", stop);
    let alarm = 0;
    const heard = () => {
      clearTimeout(alarm);
      alarm = setTimeout(stop, SILENCE);
    };
    try {
      heard();
      const answer = await ask(watch, `/v1/feed?subscription=${watch.subscription}`, {
        accept: "text/event-stream", signal: end.signal, headers: { "Last-Event-ID": watch.cursor },
      });
      say("live", "Live");
      watch.tries = 0;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      const lines = parser(watch);
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        heard();
        lines(read.value);
      }
    } finally {
      clearTimeout(alarm);
      watch.stop.signal.removeEventListener("abort", stop);
      end.abort();
    }
  }

  function parser(watch) {
    let rest = "";
    let event = {};
    return text => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (event.data) {
            take(JSON.parse(event.data));
          }
          watch.cursor = event.id ?? watch.cursor; // only now: an event that was cut off is asked for again
          event = {};
        } else if (!line.startsWith(":")) {
          const colon = line.indexOf(":");
          event[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, "");
        }
      }
    };
  }

  async function run(watch) {
    while (watching === watch) {
      try {
        if (!watch.cursor) {
          await begin(watch);
          show();
        }
        await stream(watch);
        say("wait", "Cut off – coming back");
      } catch (trouble) {
        if (watching !== watch || !goesOn(watch, trouble)) {
          return;
        }
      }
      await pause(PAUSES[Math.min(watch.tries++, PAUSES.length - 1)]);
    }
  }

  // Whether trying again can help.
  function goesOn(watch, trouble) {
    const status = trouble instanceof Refused ? trouble.status : 0;
    if (status === 410 || status === 404) {
      watch.cursor = watch.subscription = null; // begin anew: what stands, then what happens
      return true;
    }
    if (status === 401 || status === 403 || status === 421) {
      const why = status === 403 ? "This key may not read. It needs the role read or analyst."
        : status === 421 ? `This key is served elsewhere: ${trouble.address ?? "ask your operator"}.`
          : watch.shown ? "Revoked: this key opens nothing any more. Below is what came before."
            : "This key opens nothing. It is mistyped, expired or revoked.";
      end(watch, why);
      return false;
    }
    say("wait", status === 429 || status === 503 ? "The host is busy – trying again" : "Cut off – trying again");
    return true;
  }

  const pause = length => new Promise(resolve => {
    again = resolve;
    at("retry").hidden = length < 2000;
    setTimeout(resolve, length);
  }).finally(() => {
    again = null;
    at("retry").hidden = true;
  });

  // ---- states of the page

  function say(kind, words) {
    at("state").dataset.kind = kind;
    at("state").textContent = words;
  }

  function show() {
    watching.shown = true;
    at("gate").hidden = true;
    at("board").hidden = at("hold").hidden = at("forget").hidden = false;
    draw();
    at("outcome").focus();
  }

  function end(watch, why) {
    watching = null;
    watch.stop.abort();
    watch.key = "";
    at("hold").hidden = true;
    if (watch.shown) {
      say("bad", why);
      at("forget").textContent = "Use another key";
    } else {
      say("none", "No key yet");
      at("fault").textContent = why;
      at("fault").hidden = false;
      at("key").setAttribute("aria-invalid", "true");
      at("key").select();
    }
  }

  at("open").addEventListener("submit", event => {
    event.preventDefault();
    const key = at("key").value.trim();
    at("fault").hidden = true;
    at("key").removeAttribute("aria-invalid");
    if (!/^[\x21-\x7e]+$/.test(key)) {
      at("fault").textContent = "A key has letters, digits and underscores only.";
      at("fault").hidden = false;
      return;
    }
    watching?.stop.abort();
    watching = { key, stop: new AbortController(), tries: 0 };
    say("wait", "Connecting");
    run(watching);
  });

  at("forget").addEventListener("click", () => {
    watching?.stop.abort();
    watching = null;
    [held, known, arrived] = [[], new Set(), 0];
    shut();
    hold(false);
    at("rows").replaceChildren();
    at("key").value = "";
    at("filters").reset();
    at("board").hidden = at("hold").hidden = at("forget").hidden = true;
    at("forget").textContent = "Forget the key";
    at("gate").hidden = false;
    say("none", "No key yet");
    at("key").focus();
  });

  at("retry").addEventListener("click", () => again?.());
  addEventListener("online", () => again?.());
  addEventListener("pagehide", () => watching?.stop.abort());
  addEventListener("pageshow", event => event.persisted && at("forget").click()); // no key comes out of a cache

  // ---- the table

  function take(event) {
    if (!["score.updated", "score.snapshot"].includes(event.type) || known.has(event.id)) {
      return;
    }
    known.add(event.id);
    held.unshift(event);
    arrived++;
    if (held.length > HELD) {
      known.delete(held.pop().id);
    }
    if (opened?.decisions && event.type === "score.updated" && event.data.account_id === opened.id) {
      opened.decisions = [...opened.decisions.filter(each => each.decision !== event.data.decision), event.data]
        .slice(-PAST);
      opened.moved = true;
    }
    drawSoon();
  }

  let soon = 0;
  const drawSoon = () => {
    soon ||= setTimeout(draw, 120);
  };

  function matcher() {
    const outcome = at("outcome").value;
    const least = at("least").value === "" ? 0 : Number(at("least").value);
    const most = at("most").value === "" ? 1000 : Number(at("most").value);
    const named = at("named").value.trim().toLowerCase();
    return ({ data }) => {
      const score = (data.anomaly ?? data.last_anomaly)?.score;
      return (outcome === "" || data.outcome === outcome)
        && (score === undefined ? least === 0 && most === 1000 : score >= least && score <= most)
        && (named === "" || data.account.toLowerCase().includes(named) || data.account_id.includes(named));
    };
  }

  const isHeld = () => at("hold").getAttribute("aria-pressed") === "true";

  function draw() {
    clearTimeout(soon);
    soon = 0;
    if (isHeld()) {
      at("count").textContent = `${arrived} waiting`;
      return;
    }
    arrived = 0;
    const matching = held.filter(matcher());
    const wanted = matching.slice(0, SHOWN).map(event => event.row ??= row(event));
    const rows = at("rows");
    const stay = new Set(wanted);
    [...rows.children].filter(each => !stay.has(each)).forEach(each => each.remove());
    // What stays is not moved, so that nobody loses the focus.
    wanted.forEach((each, i) => rows.children[i] === each || rows.insertBefore(each, rows.children[i] ?? null));
    wanted.forEach(each => each.classList.toggle("chosen", each.dataset.account === opened?.id));
    at("count").textContent = `${matching.length} of ${held.length}`
      + (matching.length > SHOWN ? `, the newest ${SHOWN} shown` : "");
    at("empty").hidden = wanted.length > 0;
    at("empty").textContent = held.length > 0 ? "Nothing that is here passes this filter."
      : "Nothing yet. Send a transaction with a key of the same tenant, and its scores appear here.";
    if (opened?.moved) {
      opened.moved = false;
      drawAccount();
    }
  }

  function row({ type, created, data }) {
    const standing = type === "score.snapshot";
    const anomaly = data.anomaly ?? data.last_anomaly;
    const open = make("button", { type: "button" }, data.account || data.account_id);
    open.addEventListener("click", () => openAccount(data.account_id, standing ? null : data.decision, open));
    const line = make("tr", { class: standing ? "" : "fresh" },
      make("td", { class: "when" }, make("time", { datetime: created }, new Date(created).toLocaleTimeString())),
      make("td", {}, open),
      make("td", {}, standing ? "as it stands" : data.transaction),
      make("td", {}, standing ? "" : pill(data.outcome)),
      make("td", { class: "number" }, ...score(anomaly?.score)),
      make("td", { class: "number" }, ...score(data.credit.score)),
      make("td", { class: "why" }, anomaly?.reasons[0]?.text ?? "nothing unusual"));
    line.dataset.account = data.account_id;
    setTimeout(() => line.classList.remove("fresh"), 1500);
    return line;
  }

  const pill = outcome => make("span", { class: `pill ${outcome ?? "none"}` }, outcome ?? "none");

  const score = value => value === null || value === undefined ? [make("span", { title: "not known yet" }, "–")]
    : [String(value), make("meter", { min: 0, max: 1000, value, "aria-hidden": "true" })];

  function hold(on) {
    at("hold").setAttribute("aria-pressed", on);
    at("hold").textContent = on ? "Go on" : "Hold";
  }

  at("hold").addEventListener("click", () => {
    hold(!isHeld());
    draw();
  });
  at("filters").addEventListener("input", draw);
  at("filters").addEventListener("submit", event => event.preventDefault());
  at("filters").addEventListener("reset", () => setTimeout(draw));

  // ---- one account

  async function openAccount(id, decision, from) {
    const mine = opened = { id, chosen: decision, from };
    at("split").classList.add("open");
    at("account").hidden = false;
    at("account-name").textContent = from.textContent;
    at("account-facts").textContent = "Reading…";
    at("account-trouble").textContent = "";
    at("account-body").replaceChildren();
    at("account-name").focus();
    draw();
    try {
      const watch = watching ?? { key: "", stop: new AbortController() };
      mine.account = await get(watch, `/v1/accounts/${id}`);
      const after = mine.account.sequence > PAST ? `&after=${decisionOf(id, mine.account.sequence - PAST)}` : "";
      mine.decisions = (await get(watch, `/v1/accounts/${id}/decisions?limit=${PAST}${after}`)).items;
      if (opened === mine) {
        drawAccount();
      }
    } catch (trouble) {
      if (opened === mine) {
        at("account-facts").textContent = "";
        at("account-trouble").textContent = trouble instanceof Refused && trouble.status !== 401 ? trouble.message
          : "The account cannot be read just now.";
      }
    }
  }

  // A decision's id as the contract writes it: the account's letters, and its sequence in 13 of base 32.
  function decisionOf(account, sequence) {
    let letters = "";
    for (let i = 0; i < 13; i++) {
      letters = "abcdefghijklmnopqrstuvwxyz234567"[sequence % 32] + letters;
      sequence = Math.floor(sequence / 32);
    }
    return `dec_${account.slice("acct_".length)}${letters}`;
  }

  function drawAccount() {
    const { account, decisions } = opened;
    const newest = decisions.at(-1);
    const chosen = decisions.find(each => each.decision === opened.chosen) ?? newest;
    at("account-name").textContent = account.account;
    at("account-facts").textContent = [
      account.product, account.segment, ...account.labels, account.currency, account.zone,
    ].filter(Boolean).join(" · ");
    if (!chosen) {
      at("account-body").replaceChildren(make("p", {}, "No transaction yet."));
      return;
    }
    const focused = document.activeElement?.dataset?.decision;
    at("account-body").replaceChildren(
      make("div", { class: "scores" },
        make("div", {}, make("span", {}, "Anomaly"), make("b", {}, String(chosen.anomaly.score)),
          make("span", {}, "higher is riskier")),
        make("div", {}, make("span", {}, "Credit"), make("b", {}, String(chosen.credit.score ?? "–")),
          make("span", {}, chosen.credit.score === null ? `needs ${chosen.credit.needs.join(", ") || "more history"}`
            : "higher is safer"))),
      make("h3", {}, `Both scores over the last ${decisions.length} decisions`),
      chart(decisions, chosen, account.zone),
      make("p", { class: "key" }, make("span", {}, make("i", {}), " anomaly"),
        make("span", {}, make("i", { class: "credit" }), " credit")),
      make("h3", {}, `Why ${chosen.transaction} was scored so`),
      make("p", {}, pill(chosen.outcome), ` ${moment(chosen.as_of, account.zone)}`),
      reasons("Anomaly", chosen.anomaly.reasons, "nothing unusual"),
      reasons("Credit", chosen.credit.reasons, "no reasons yet"),
      make("h3", {}, "Newest decisions"),
      history(decisions.slice(-20).reverse(), chosen, account.zone));
    if (focused) {
      document.querySelector(`[data-decision="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  const reasons = (name, list, none) => make("ul", { class: "reasons", "aria-label": `${name} reasons` },
    ...(list.length === 0 ? [make("li", {}, make("span", {}, `${name}: ${none}`))] : list.map(each => make("li", {},
      make("span", {}, each.text, make("small", {}, `${name} · ${each.code}`)),
      make("span", {}, `${each.points > 0 ? "+" : ""}${each.points}`)))));

  function history(decisions, chosen, zone) {
    return make("div", { class: "scroll" }, make("table", {},
      make("thead", {}, make("tr", {}, ...["Transaction", "When", "Outcome", "Anomaly", "Credit"].map((name, i) =>
        make("th", { scope: "col", class: i > 2 ? "number" : "" }, name)))),
      make("tbody", {}, ...decisions.map(each => {
        const pick = make("button", { type: "button", "aria-pressed": each === chosen }, each.transaction);
        pick.dataset.decision = each.decision;
        pick.addEventListener("click", () => choose(each.decision));
        return make("tr", { class: each === chosen ? "chosen" : "" },
          make("td", {}, pick), make("td", { class: "when" }, moment(each.as_of, zone)),
          make("td", {}, pill(each.outcome)), make("td", { class: "number" }, String(each.anomaly.score)),
          make("td", { class: "number" }, String(each.credit.score ?? "–")));
      }))));
  }

  function choose(decision) {
    opened.chosen = decision;
    drawAccount();
  }

  function shut() {
    const from = opened?.from;
    opened = null;
    at("account").hidden = true;
    at("split").classList.remove("open");
    draw();
    (from?.isConnected ? from : at("outcome")).focus();
  }

  at("shut").addEventListener("click", shut);
  addEventListener("keydown", event => event.key === "Escape" && opened && shut());

  // ---- the chart

  function chart(decisions, chosen, zone) {
    const [left, right, top, bottom] = [34, 632, 8, 186];
    const times = decisions.map(each => Date.parse(each.as_of));
    const [first, last] = [Math.min(...times), Math.max(...times)];
    // Where all happened at one moment, they lie side by side in their order.
    const x = i => left + (right - left) * (last > first ? (times[i] - first) / (last - first)
      : decisions.length > 1 ? i / (decisions.length - 1) : .5);
    const y = value => bottom - (bottom - top) * value / 1000;
    const known = decisions.map((each, i) => i).filter(i => decisions[i].credit.score !== null);
    const path = (indices, value) =>
      indices.map((i, n) => `${n === 0 ? "M" : "L"}${x(i).toFixed(1)} ${y(value(i)).toFixed(1)}`).join("");
    const anomaly = i => decisions[i].anomaly.score;
    const credit = i => decisions[i].credit.score;
    const parts = [0, 250, 500, 750, 1000].flatMap(value => [
      draws("line", { class: "grid", x1: left, x2: right, y1: y(value), y2: y(value) }),
      draws("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, String(value)),
    ]);
    parts.push(draws("path", { class: "anomaly", d: path(decisions.map((each, i) => i), anomaly) }));
    parts.push(draws("path", { class: "credit", d: path(known, credit) }));
    decisions.forEach((each, i) => {
      const point = draws("circle", {
        class: each === chosen ? "chosen" : "anomaly", cx: x(i), cy: y(anomaly(i)), r: each === chosen ? 6 : 3,
      }, draws("title", {}, `${each.transaction}: ${anomaly(i)}`));
      point.addEventListener("click", () => choose(each.decision));
      parts.push(point);
    });
    if (known.length === 1) {
      const [across, up] = [x(known[0]) - 3, y(credit(known[0])) - 3];
      parts.push(draws("rect", { class: "credit", x: across, y: up, width: 6, height: 6 }));
    }
    parts.push(draws("text", { x: left, y: 205 }, moment(decisions[0].as_of, zone)));
    parts.push(draws("text", { x: right, y: 205, "text-anchor": "end" }, moment(decisions.at(-1).as_of, zone)));
    const words = `Anomaly score from ${Math.min(...decisions.map((each, i) => anomaly(i)))} to `
      + `${Math.max(...decisions.map((each, i) => anomaly(i)))}, now ${anomaly(decisions.length - 1)}; credit score `
      + (known.length === 0 ? "not known yet." : `now ${credit(known.at(-1))}.`);
    return draws("svg", { viewBox: "0 0 640 212", role: "img", "aria-label": words }, ...parts);
  }

  function moment(text, zone) {
    const shape = { dateStyle: "medium", timeStyle: "short" };
    try {
      return new Date(text).toLocaleString(undefined, { ...shape, timeZone: zone });
    } catch {
      return new Date(text).toLocaleString(undefined, shape); // a zone this browser does not know
    }
  }

  // ---- making elements

  function fill(element, properties, children) {
    Object.entries(properties).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  const make = (name, properties, ...children) => fill(document.createElement(name), properties, children);
  const draws = (name, properties, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
})();
