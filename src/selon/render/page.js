
(function () {
  "use strict";
  var root = document.documentElement, peek = document.getElementById("peek"), pinned = null;
  root.classList.add("js");

  function keysOf(element) {
    return (element.getAttribute("data-k") || "").split(" ").filter(Boolean);
  }
  var index = new Map();
  document.querySelectorAll("[data-k]").forEach(function (element) {
    keysOf(element).forEach(function (key) {
      if (!index.has(key)) index.set(key, []);
      index.get(key).push(element);
    });
  });

  function light(key) {
    document.querySelectorAll(".on").forEach(function (element) { element.classList.remove("on"); });
    (index.get(key) || []).forEach(function (element) {
      if (!element.parentElement.closest(".card, .plain li")) element.classList.add("on");
    });
  }
  function keyAt(target) {
    var element = target.closest("[data-k]");
    return element ? keysOf(element)[0] || null : null;
  }
  function inView(element) {
    var box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= window.innerHeight;
  }
  function show(key) {
    var item = document.getElementById(key);
    if (!item) return;
    if (window.matchMedia("(min-width: 60rem)").matches) {
      if (!inView(item)) item.scrollIntoView({ block: "center" });
      return;
    }
    peek.textContent = "";
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = "\u00d7";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", unpin);
    peek.appendChild(close);
    var copy = document.createElement("div");
    Array.prototype.forEach.call(item.childNodes, function (child) { copy.appendChild(child.cloneNode(true)); });
    peek.appendChild(copy);
    peek.hidden = false;
  }
  function unpin() {
    pinned = null;
    peek.hidden = true;
    light(null);
  }

  document.addEventListener("mouseover", function (event) {
    if (!pinned) light(keyAt(event.target));
  });
  document.addEventListener("focusin", function (event) {
    if (!pinned && !peek.contains(event.target)) light(keyAt(event.target));
  });
  document.addEventListener("focusout", function () {
    if (!pinned) light(null);
  });
  document.addEventListener("click", function (event) {
    if (peek.contains(event.target) && !event.target.closest("a")) return;
    var link = event.target.closest("a");
    var key = keyAt(event.target);
    if (!key) { if (!link) unpin(); return; }
    if (pinned === key && !link) { unpin(); return; }
    pinned = key;
    light(key);
    peek.hidden = true;
    var inText = event.target.closest(".text");
    if (inText) {
      if (link && event.detail === 0) return; // from the keyboard: follow the link, so that the focus goes along
      if (link) event.preventDefault();
      show(key);
    } else if (!link) {
      var first = (index.get(key) || []).find(function (element) { return element.closest(".text"); });
      if (first && window.matchMedia("(min-width: 60rem)").matches && !inView(first)) first.scrollIntoView({ block: "center" });
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") unpin();
  });
})();
