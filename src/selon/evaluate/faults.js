
(function () {
  "use strict";
  // Shows the faults of the kinds that are ticked, with the paragraphs they touch and the documents they are in.
  var kinds = document.getElementById("kinds");
  if (!kinds) return;
  var boxes = Array.prototype.slice.call(kinds.querySelectorAll("input"));
  var articles = Array.prototype.slice.call(document.querySelectorAll("article"));
  var shown = document.getElementById("shown");

  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }

  function filter() {
    var wanted = {}, documents = 0, faults = 0;
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    var all = boxes.every(function (box) { return box.checked; });
    function asked(element) {
      return element.getAttribute("data-f").split(" ").some(function (number) { return wanted[number]; });
    }
    articles.forEach(function (article) {
      var number = 0;
      each(article, ".kind", function (badge) { badge.hidden = !asked(badge); number += !badge.hidden; });
      each(article, ".card, .row[data-f]", function (element) { element.hidden = !asked(element); });
      each(article, ".fold", function (fold) { fold.hidden = !all; });
      article.hidden = !number;
      documents += !article.hidden;
      faults += number;
      var entry = document.querySelector('nav a[href="#' + article.id + '"]');
      if (entry) entry.parentElement.hidden = article.hidden;
    });
    shown.textContent = all ? "" : faults + " faults in " + documents + " documents are shown, with the paragraphs they touch";
  }

  kinds.addEventListener("change", filter);
  kinds.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    boxes.forEach(function (box) { box.checked = button.value === "all"; });
    filter();
  });
  filter();
})();
