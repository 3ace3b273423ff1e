// Our content checks for the preview of the admin; the rules and their Russian advice: home/admin/checks.py.
(() => {
  const EMPTY_WORDS = ["здесь", "тут", "сюда", "подробнее", "далее", "ссылка", "читать далее", "по ссылке"];
  const LONGEST = 900;
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const bare = (node) => words(node).toLowerCase().replace(/[.…!»«→]+/g, "").trim();

  const checks = {
    "check-fms-link-words": (node) => !EMPTY_WORDS.includes(bare(node)),
    "check-fms-straight-quotes": (node) => !/"/.test(words(node)),
    "check-fms-hyphen": (node) => !/[а-яё»)] - [а-яё«(]/i.test(words(node)),
    "check-fms-long-paragraph": (node) => words(node).length <= LONGEST,
    "check-fms-file-size": (node) => /\d\s*(?:КБ|МБ|ГБ|байт)/i.test(words(node.closest("li, p, div") || node)),
  };

  checks["check-fms-region"] = (node, options) => !options.regionless;
  checks["check-fms-people-agreed"] = (node, options) => !options.unmarked.some((name) => node.src.includes(`/${name}`));
  checks["check-fms-first-abbreviation"] = (node) => {
    const first = words(node).match(/(\(?)ФМС(?!-ЛАБ)/);
    return !first || first[1] === "(";
  };

  // A page without its own description shows the site's usual one.
  checks["check-fms-description"] = (node, options) => {
    const meta = document.querySelector('meta[name="description"]');
    return !!meta && meta.content.trim() !== "" && meta.content.trim() !== options.usual;
  };

  const userbar = window.wagtail && window.wagtail.userbar;
  if (!userbar || !userbar.registerCheck) return;
  Object.entries(checks).forEach(([name, evaluate]) => userbar.registerCheck(name, evaluate));
})();
