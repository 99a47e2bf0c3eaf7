#include "engine/kbuild/makefile_functions.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

using Arguments = std::vector<MakeText>;

// A list of words as text. Of a few, which may become part of a name, the
// spaces stand only where there are words to keep apart; of more, between any
// two, so that what follows need not tell which of them was the last.
MakeText Spaced(const MakeText& words, MakeGuards* guards) {
  constexpr std::size_t kFew = 3;
  MakeText merged;
  for (const MakePart& word : words) {
    if (!merged.empty() && merged.back().text == word.text &&
        guards->And(merged.back().guard, word.guard) == kNever) {
      merged.back().guard = guards->Or(merged.back().guard, word.guard);
    } else {
      merged.push_back(word);
    }
  }
  MakeText spaced;
  MakeGuard before = kNever;
  for (MakePart& word : merged) {
    const MakeGuard between = guards->And(before, word.guard);
    before = guards->Or(before, word.guard);
    if (!spaced.empty() && (between != kNever || merged.size() > kFew)) {
      spaced.push_back({merged.size() > kFew ? kAlways : between, " ", 0});
    }
    spaced.push_back(std::move(word));
  }
  return spaced;
}

MakeText WholeUnknown(absl::string_view name, const Arguments& arguments,
                      MakeGuards* guards) {
  std::string expression(name);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    absl::StrAppend(&expression, i == 0 ? " " : ",",
                    Canonical(arguments[i], kAlways, guards));
  }
  return Literal(UnknownOf(expression));
}

// The one text that an argument is, whatever the settings.
absl::optional<std::string> OnlyText(const MakeText& text, MakeGuards* guards) {
  const MakeText alternatives = AlternativesOf(text, guards);
  if (alternatives.size() != 1) return absl::nullopt;
  return alternatives[0].text;
}

// Does to each word what `change` does; what becomes of an unknown is unknown.
template <typename Change>
MakeText MapWords(absl::string_view expression, const MakeText& text,
                  MakeGuards* guards, Change change) {
  MakeText words = WordsOf(text, guards);
  for (MakePart& word : words) {
    word.text = HasUnknown(word.text)
                    ? UnknownOf(absl::StrCat(expression, " ", word.text))
                    : change(word.text);
  }
  return Spaced(words, guards);
}

bool Matches(absl::string_view pattern, absl::string_view word) {
  return SubstitutePattern(pattern, "%", word).has_value();
}

MakeText Filter(absl::string_view name, const MakeText& patterns_text,
                const MakeText& text, MakeGuards* guards) {
  const MakeText patterns = WordsOf(patterns_text, guards);
  MakeGuard unsure = kNever;
  for (const MakePart& pattern : patterns) {
    if (HasUnknown(pattern.text)) unsure = guards->Or(unsure, pattern.guard);
  }
  const bool out = name == "filter-out";
  MakeText kept;
  for (const MakePart& word : WordsOf(text, guards)) {
    const MakeGuard unknown =
        HasUnknown(word.text) ? word.guard : guards->And(word.guard, unsure);
    if (unknown != kNever) {
      kept.push_back({unknown,
                      UnknownOf(absl::StrCat(
                          name, " ", Canonical(patterns_text, kAlways, guards),
                          ",", word.text)),
                      word.line});
    }
    MakeGuard matched = kNever;
    for (const MakePart& pattern : patterns) {
      if (Matches(pattern.text, word.text)) {
        matched = guards->Or(matched, pattern.guard);
      }
    }
    const MakeGuard known = guards->AndNot(word.guard, unknown);
    const MakeGuard stays =
        guards->And(known, out ? guards->Not(matched) : matched);
    if (stays != kNever) kept.push_back({stays, word.text, word.line});
  }
  return Spaced(kept, guards);
}

MakeText Sort(const Arguments& arguments, MakeGuards* guards) {
  MakeText words = WordsOf(arguments[0], guards);
  MakeGuard unknown = kNever;
  for (const MakePart& word : words) {
    if (HasUnknown(word.text)) unknown = guards->Or(unknown, word.guard);
  }
  words = Guarded(std::move(words), guards->Not(unknown), guards);
  std::stable_sort(
      words.begin(), words.end(),
      [](const MakePart& a, const MakePart& b) { return a.text < b.text; });
  MakeText sorted;
  for (MakePart& word : words) {
    if (!sorted.empty() && sorted.back().text == word.text) {
      sorted.back().guard = guards->Or(sorted.back().guard, word.guard);
    } else {
      sorted.push_back(std::move(word));
    }
  }
  if (unknown != kNever) {
    MakeText whole = WholeUnknown("sort", arguments, guards);
    sorted.push_back({unknown, whole[0].text, 0});
  }
  return Spaced(sorted, guards);
}

MakeText Subst(const Arguments& arguments, MakeGuards* guards) {
  const auto from = OnlyText(arguments[0], guards);
  const auto to = OnlyText(arguments[1], guards);
  if (!from || !to || HasUnknown(*from) || from->empty()) {
    return WholeUnknown("subst", arguments, guards);
  }
  return MapWords(absl::StrCat("subst ", *from, ",", *to, ","), arguments[2],
                  guards, [&](const std::string& word) {
                    return absl::StrReplaceAll(word, {{*from, *to}});
                  });
}

MakeText PatternSubst(const Arguments& arguments, MakeGuards* guards) {
  const auto pattern = OnlyText(arguments[0], guards);
  const auto replacement = OnlyText(arguments[1], guards);
  if (!pattern || !replacement || HasUnknown(*pattern)) {
    return WholeUnknown("patsubst", arguments, guards);
  }
  return MapWords(
      absl::StrCat("patsubst ", *pattern, ",", *replacement, ","), arguments[2],
      guards, [&](const std::string& word) {
        return SubstitutePattern(*pattern, *replacement, word).value_or(word);
      });
}

std::string FolderPart(const std::string& word) {
  const std::size_t slash = word.rfind('/');
  return slash == std::string::npos ? "./" : word.substr(0, slash + 1);
}

std::string NamePart(const std::string& word) {
  return word.substr(word.rfind('/') + 1);
}

// Where the suffix with its dot starts; the word's size if it has none.
std::size_t SuffixStart(const std::string& word) {
  const std::size_t dot = word.rfind('.');
  const std::size_t slash = word.rfind('/');
  const bool in_name =
      dot != std::string::npos && (slash == std::string::npos || dot > slash);
  return in_name ? dot : word.size();
}

MakeText AddEnds(absl::string_view name, const Arguments& arguments,
                 MakeGuards* guards) {
  const auto added = OnlyText(arguments[0], guards);
  if (!added) return WholeUnknown(name, arguments, guards);
  const bool is_prefix = name == "addprefix";
  return MapWords(absl::StrCat(name, " ", *added, ","), arguments[1], guards,
                  [&](const std::string& word) {
                    return is_prefix ? *added + word : word + *added;
                  });
}

// Of functions that count words: the value for words that are all known.
std::string CountWords(absl::string_view name,
                       const std::vector<std::string>& arguments) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(arguments.back(), ' ', absl::SkipEmpty());
  if (name == "words") return absl::StrCat(words.size());
  if (name == "firstword") return std::string(words.empty() ? "" : words[0]);
  if (name == "lastword") return std::string(words.empty() ? "" : words.back());
  if (name == "findstring") {
    return absl::StrContains(arguments[1], arguments[0]) ? arguments[0] : "";
  }
  std::size_t first = 0;
  std::size_t last = 0;
  if (!absl::SimpleAtoi(arguments[0], &first) || first == 0) return "";
  if (name == "word") {
    last = first;
  } else if (!absl::SimpleAtoi(arguments[1], &last)) {
    return "";
  }
  last = std::min(last, words.size());
  if (first > last) return "";
  return absl::StrJoin(words.begin() + first - 1, words.begin() + last, " ");
}

// Goes through all that the arguments may be together.
MakeText ByAlternatives(absl::string_view name, const Arguments& arguments,
                        MakeGuards* guards) {
  constexpr std::size_t kMost = 64;
  struct Combination {
    MakeGuard guard;
    std::vector<std::string> texts;
  };
  std::vector<Combination> combinations = {{kAlways, {}}};
  for (const MakeText& argument : arguments) {
    std::vector<Combination> next;
    for (const MakePart& part : AlternativesOf(argument, guards)) {
      for (const Combination& known : combinations) {
        const MakeGuard both = guards->And(known.guard, part.guard);
        if (both == kNever) continue;
        next.push_back({both, known.texts});
        next.back().texts.push_back(part.text);
      }
    }
    if (next.empty() || next.size() > kMost) {
      return WholeUnknown(name, arguments, guards);
    }
    combinations = std::move(next);
  }
  MakeText result;
  for (const Combination& known : combinations) {
    const bool is_known =
        std::none_of(known.texts.begin(), known.texts.end(), HasUnknown);
    result.push_back({known.guard,
                      is_known
                          ? CountWords(name, known.texts)
                          : UnknownOf(absl::StrCat(
                                name, " ", absl::StrJoin(known.texts, ","))),
                      0});
  }
  return result;
}

}  // namespace

bool IsMakeFunction(absl::string_view name) {
  static constexpr absl::string_view kNames[] = {
      "abspath",  "addprefix",  "addsuffix",  "and",       "basename",
      "call",     "dir",        "error",      "eval",      "file",
      "filter",   "filter-out", "findstring", "firstword", "flavor",
      "foreach",  "guile",      "if",         "info",      "intcmp",
      "join",     "lastword",   "let",        "notdir",    "or",
      "origin",   "patsubst",   "realpath",   "shell",     "sort",
      "strip",    "subst",      "suffix",     "value",     "warning",
      "wildcard", "word",       "wordlist",   "words"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
         std::end(kNames);
}

absl::optional<std::string> SubstitutePattern(absl::string_view pattern,
                                              absl::string_view replacement,
                                              absl::string_view word) {
  const std::size_t percent = pattern.find('%');
  if (percent == absl::string_view::npos) {
    if (pattern != word) return absl::nullopt;
    return std::string(replacement);
  }
  const absl::string_view prefix = pattern.substr(0, percent);
  const absl::string_view suffix = pattern.substr(percent + 1);
  if (word.size() < prefix.size() + suffix.size() ||
      !absl::StartsWith(word, prefix) || !absl::EndsWith(word, suffix)) {
    return absl::nullopt;
  }
  const absl::string_view stem =
      word.substr(prefix.size(), word.size() - prefix.size() - suffix.size());
  const std::size_t target = replacement.find('%');
  if (target == absl::string_view::npos) return std::string(replacement);
  return absl::StrCat(replacement.substr(0, target), stem,
                      replacement.substr(target + 1));
}

MakeText MakeFunction(absl::string_view name, const Arguments& arguments,
                      MakeGuards* guards) {
  const std::size_t given = arguments.size();
  if (name == "strip" && given == 1) {
    return Spaced(WordsOf(arguments[0], guards), guards);
  }
  if (name == "sort" && given == 1) return Sort(arguments, guards);
  if (name == "subst" && given == 3) return Subst(arguments, guards);
  if (name == "patsubst" && given == 3) return PatternSubst(arguments, guards);
  if ((name == "filter" || name == "filter-out") && given == 2) {
    return Filter(name, arguments[0], arguments[1], guards);
  }
  if ((name == "addprefix" || name == "addsuffix") && given == 2) {
    return AddEnds(name, arguments, guards);
  }
  if (name == "dir" && given == 1) {
    return MapWords(name, arguments[0], guards, FolderPart);
  }
  if (name == "notdir" && given == 1) {
    return MapWords(name, arguments[0], guards, NamePart);
  }
  if (name == "basename" && given == 1) {
    return MapWords(name, arguments[0], guards, [](const std::string& word) {
      return word.substr(0, SuffixStart(word));
    });
  }
  if (name == "suffix" && given == 1) {
    return MapWords(name, arguments[0], guards, [](const std::string& word) {
      return word.substr(SuffixStart(word));
    });
  }
  if (((name == "words" || name == "firstword" || name == "lastword") &&
       given == 1) ||
      ((name == "word" || name == "findstring") && given == 2) ||
      (name == "wordlist" && given == 3)) {
    return ByAlternatives(name, arguments, guards);
  }
  return WholeUnknown(name, arguments, guards);
}

}  // namespace patchgraph
