#include "engine/kbuild/makefile_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/model/object_id.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostAlternatives = 64;
constexpr std::size_t kMostPartials = 256;
constexpr int kMostSplits = 20000;
constexpr std::size_t kLongestExpression = 2000;
constexpr std::size_t kShownOfLong = 200;

bool IsSpace(char byte) { return absl::ascii_isspace(byte); }

// Adds an alternative, which may be there already.
void AddPart(MakeText* parts, MakePart part, MakeGuards* guards) {
  if (part.guard == kNever) return;
  for (MakePart& known : *parts) {
    if (known.text == part.text) {
      known.guard = guards->Or(known.guard, part.guard);
      return;
    }
  }
  parts->push_back(std::move(part));
}

// Puts words together from parts that may begin and end within a word.
class WordCollector {
 public:
  explicit WordCollector(MakeGuards* guards) : guards_(guards) {
    partials_.push_back({kAlways, "", 0});
  }

  void Add(const MakePart& part) {
    std::size_t at = 0;
    const absl::string_view text = part.text;
    while (at < text.size()) {
      if (IsSpace(text[at])) {
        Flush(part.guard);
        while (at < text.size() && IsSpace(text[at])) ++at;
      } else {
        const std::size_t begin = at;
        // An unknown's expression may hold spaces.
        int depth = 0;
        while (at < text.size() && (depth > 0 || !IsSpace(text[at]))) {
          if (text[at] == kUnknownBegin) ++depth;
          if (text[at] == kUnknownEnd) --depth;
          ++at;
        }
        Extend(part, text.substr(begin, at - begin));
      }
    }
  }

  MakeText Take() {
    Flush(kAlways);
    return std::move(words_);
  }

 private:
  void Extend(const MakePart& part, absl::string_view piece) {
    MakeText next;
    for (MakePart& partial : partials_) {
      const MakeGuard both = guards_->And(partial.guard, part.guard);
      const MakeGuard without = guards_->AndNot(partial.guard, part.guard);
      if (both != kNever) {
        AddPart(&next,
                {both, absl::StrCat(partial.text, piece),
                 partial.line != 0 ? partial.line : part.line},
                guards_);
      }
      if (without != kNever) {
        partial.guard = without;
        AddPart(&next, std::move(partial), guards_);
      }
    }
    // Too much of it: the words end here, which is wrong in a way that shows.
    partials_ = std::move(next);
    if (partials_.size() > kMostPartials) Flush(kAlways);
  }

  // Where `guard` holds, the words end.
  void Flush(MakeGuard guard) {
    if (guard == kAlways) {
      for (MakePart& partial : partials_) {
        if (!partial.text.empty()) Emit(std::move(partial));
      }
      partials_ = {{kAlways, "", 0}};
      return;
    }
    MakeText next;
    MakeGuard ended = kNever;
    for (MakePart& partial : partials_) {
      const MakeGuard both = guards_->And(partial.guard, guard);
      const MakeGuard without = guards_->AndNot(partial.guard, guard);
      ended = guards_->Or(ended, both);
      if (both != kNever && !partial.text.empty()) {
        Emit({both, partial.text, partial.line});
      }
      if (without != kNever) {
        partial.guard = without;
        next.push_back(std::move(partial));
      }
    }
    AddPart(&next, {ended, "", 0}, guards_);
    partials_ = std::move(next);
  }

  void Emit(MakePart word) {
    if (!words_.empty() && words_.back().text == word.text &&
        guards_->And(words_.back().guard, word.guard) == kNever) {
      words_.back().guard = guards_->Or(words_.back().guard, word.guard);
    } else {
      words_.push_back(std::move(word));
    }
  }

  MakeGuards* guards_;
  MakeText partials_;
  MakeText words_;
};

// "a  b " -> "a b", and so for the line ends of a define.
std::string Squeezed(absl::string_view text) {
  std::string squeezed(text);
  std::replace_if(squeezed.begin(), squeezed.end(), IsSpace, ' ');
  absl::RemoveExtraAsciiWhitespace(&squeezed);
  return squeezed;
}

// Whether there is nothing beside one unknown.
bool IsOneUnknown(absl::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == kUnknownBegin) ++depth;
    if (text[at] == kUnknownEnd) --depth;
    if (depth == 0) return text[at] == kUnknownEnd && at + 1 == text.size();
  }
  return false;
}

MakeGuard EqualQuestion(absl::string_view a, absl::string_view b,
                        MakeGuards* guards) {
  if (b < a) std::swap(a, b);
  return guards->Question(absl::StrCat(a, " = ", b));
}

}  // namespace

std::string UnknownOf(absl::string_view expression) {
  if (expression.size() > kLongestExpression) {
    // Unknowns within unknowns double at every step.
    return UnknownOf(absl::StrCat(Readable(expression.substr(0, kShownOfLong)),
                                  "… ", HashBlob(expression).Hex()));
  }
  return absl::StrCat(absl::string_view(&kUnknownBegin, 1), expression,
                      absl::string_view(&kUnknownEnd, 1));
}

std::string Readable(absl::string_view text) {
  std::string readable;
  bool in_guard = false;
  for (const char byte : text) {
    if (byte == kGuardBegin) in_guard = true;
    if (byte == kUnknownBegin) {
      readable += "$(";
    } else if (byte == kUnknownEnd) {
      readable += ")";
    } else if (!in_guard) {
      readable.push_back(byte);
    }
    if (byte == kGuardEnd) in_guard = false;
  }
  return readable;
}

MakeText Literal(absl::string_view text) {
  if (text.empty()) return {};
  return {{kAlways, std::string(text), 0}};
}

MakeText Guarded(MakeText text, MakeGuard guard, MakeGuards* guards) {
  if (guard == kAlways) return text;
  MakeText kept;
  for (MakePart& part : text) {
    part.guard = guards->And(part.guard, guard);
    if (part.guard != kNever) kept.push_back(std::move(part));
  }
  return kept;
}

MakeText WordsOf(const MakeText& text, MakeGuards* guards) {
  WordCollector collector(guards);
  for (const MakePart& part : text) collector.Add(part);
  return collector.Take();
}

MakeText AlternativesOf(const MakeText& text, MakeGuards* guards) {
  MakeText alternatives = {{kAlways, "", 0}};
  for (const MakePart& part : text) {
    if (part.text.empty()) continue;
    if (part.guard == kAlways) {
      for (MakePart& alternative : alternatives) alternative.text += part.text;
      continue;
    }
    MakeText next;
    for (const MakePart& alternative : alternatives) {
      AddPart(
          &next,
          {guards->AndNot(alternative.guard, part.guard), alternative.text, 0},
          guards);
      AddPart(&next,
              {guards->And(alternative.guard, part.guard),
               alternative.text + part.text, 0},
              guards);
    }
    if (next.size() > kMostAlternatives) return {};
    alternatives = std::move(next);
  }
  MakeText squeezed;
  for (MakePart& alternative : alternatives) {
    alternative.text = Squeezed(alternative.text);
    AddPart(&squeezed, std::move(alternative), guards);
  }
  return squeezed;
}

MakeGuard NotEmpty(const MakeText& text, MakeGuards* guards) {
  MakeGuard not_empty = kNever;
  for (const MakePart& word : WordsOf(text, guards)) {
    // A symbol that is neither "y" nor "m" has another value.
    const MakeGuard there =
        IsOneUnknown(word.text) &&
                !absl::StartsWith(word.text.substr(1), "CONFIG_")
            ? guards->Not(EqualQuestion(word.text, "", guards))
            : kAlways;
    not_empty = guards->Or(not_empty, guards->And(word.guard, there));
  }
  return not_empty;
}

MakeGuard AreEqual(const MakeText& a, const MakeText& b, MakeGuards* guards) {
  const MakeText of_a = AlternativesOf(a, guards);
  const MakeText of_b = AlternativesOf(b, guards);
  if (of_a.empty() || of_b.empty()) {
    return EqualQuestion(Canonical(a, kAlways, guards),
                         Canonical(b, kAlways, guards), guards);
  }
  MakeGuard equal = kNever;
  for (const MakePart& one : of_a) {
    for (const MakePart& other : of_b) {
      const MakeGuard both = guards->And(one.guard, other.guard);
      if (both == kNever) continue;
      if (one.text == other.text) {
        equal = guards->Or(equal, both);
      } else if (HasUnknown(one.text) || HasUnknown(other.text)) {
        const MakeGuard maybe = EqualQuestion(one.text, other.text, guards);
        equal = guards->Or(equal, guards->And(both, maybe));
      }
    }
  }
  return equal;
}

std::string Canonical(const MakeText& text, MakeGuard where,
                      MakeGuards* guards) {
  std::string line;
  for (const MakePart& word : WordsOf(text, guards)) {
    const MakeGuard guard = guards->And(word.guard, where);
    if (guard == kNever) continue;
    if (!line.empty()) line += ' ';
    if (guard != where) {
      absl::StrAppend(&line, absl::string_view(&kGuardBegin, 1),
                      static_cast<int>(guard),
                      absl::string_view(&kGuardEnd, 1));
    }
    line += word.text;
  }
  return line;
}

bool SameWords(const MakeText& a, const MakeText& b, MakeGuard where,
               MakeGuards* guards, MakeText* difference) {
  struct State {
    std::size_t a;
    std::size_t b;
    MakeGuard where;
  };
  // Lists are mostly the same up to where they differ.
  State first = {0, 0, where};
  while (first.a < a.size() && first.b < b.size() &&
         a[first.a].guard == b[first.b].guard &&
         a[first.a].text == b[first.b].text) {
    ++first.a;
    ++first.b;
  }
  std::vector<State> open = {first};
  for (int splits = 0; !open.empty(); ++splits) {
    State at = open.back();
    open.pop_back();
    while (at.where != kNever) {
      while (at.a < a.size() &&
             guards->And(a[at.a].guard, at.where) == kNever) {
        ++at.a;
      }
      while (at.b < b.size() &&
             guards->And(b[at.b].guard, at.where) == kNever) {
        ++at.b;
      }
      if (at.a == a.size() && at.b == b.size()) break;
      if (at.a == a.size() || at.b == b.size() || splits > kMostSplits) {
        if (at.a < a.size()) difference->push_back(a[at.a]);
        if (at.b < b.size()) difference->push_back(b[at.b]);
        return false;
      }
      const MakeGuard in_a = guards->And(a[at.a].guard, at.where);
      const MakeGuard in_b = guards->And(b[at.b].guard, at.where);
      if (guards->And(in_a, in_b) != kNever && a[at.a].text != b[at.b].text) {
        difference->push_back(a[at.a]);
        difference->push_back(b[at.b]);
        return false;
      }
      if (in_a != in_b) {
        // Where one list alone has its word, that is compared with what the
        // other has next.
        open.push_back({at.a, at.b + 1, guards->AndNot(in_a, in_b)});
        open.push_back({at.a + 1, at.b, guards->AndNot(in_b, in_a)});
        at.where = guards->AndNot(
            at.where,
            guards->Or(guards->AndNot(in_a, in_b), guards->AndNot(in_b, in_a)));
      }
      ++at.a;
      ++at.b;
    }
  }
  return true;
}

}  // namespace patchgraph
