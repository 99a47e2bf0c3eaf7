#include "engine/kbuild/makefile_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

constexpr int kMostIncluded = 16;        // deep
constexpr int kMostIncludedFiles = 500;  // in all
constexpr std::size_t kMostNested = 64;  // conditionals
constexpr std::size_t kMostEvents = 100000;

// Bytes that stand for something here, and for nothing in any makefile.
std::string WithoutMarks(absl::string_view text) {
  std::string clean(text);
  for (char& byte : clean) {
    if (byte >= kUnknownBegin && byte <= kGuardEnd) byte = '?';
    if (byte == '\0') byte = '?';
  }
  return clean;
}

// The two sides of "ifeq": (a,b), "a" "b", 'a' "b". False if it has another
// form.
bool TwoSides(absl::string_view rest, absl::string_view* a,
              absl::string_view* b) {
  rest = absl::StripAsciiWhitespace(rest);
  if (absl::ConsumePrefix(&rest, "(")) {
    const std::size_t close = rest.rfind(')');
    const std::size_t comma = FindOutside(rest, ",");
    if (close == absl::string_view::npos || comma >= close) return false;
    *a = absl::StripAsciiWhitespace(rest.substr(0, comma));
    *b = absl::StripAsciiWhitespace(rest.substr(comma + 1, close - comma - 1));
    return true;
  }
  for (absl::string_view* side : {a, b}) {
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return false;
    const std::size_t close = rest.find(rest[0], 1);
    if (close == absl::string_view::npos) return false;
    *side = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
  }
  return true;
}

// Where a path that kbuild writes with variables stands in the tree.
std::string FromTheTop(absl::string_view path, absl::string_view makefile) {
  const std::size_t slash = makefile.rfind('/');
  const absl::string_view folder =
      slash == absl::string_view::npos ? "" : makefile.substr(0, slash + 1);
  for (const absl::string_view top : {"srctree", "objtree", "TOPDIR"}) {
    if (absl::ConsumePrefix(&path, UnknownOf(top))) {
      absl::ConsumePrefix(&path, "/");
      return std::string(path);
    }
  }
  for (const absl::string_view here : {"src", "obj"}) {
    if (absl::ConsumePrefix(&path, UnknownOf(here))) {
      absl::ConsumePrefix(&path, "/");
      return absl::StrCat(folder, path);
    }
  }
  return std::string(path);
}

}  // namespace

Makefile::Makefile(absl::string_view path, absl::string_view text,
                   const SymbolSettings& settings,
                   const MakefileOptions& options, MakeGuards* guards)
    : path_(path),
      guards_(guards),
      variables_(settings, options.bindings, guards),
      options_(options) {
  Read(path, WithoutMarks(text));
}

void Makefile::Warn(absl::string_view text, int line) {
  warnings_.push_back({reading_, line, std::string(text)});
}

void Makefile::Read(absl::string_view path, absl::string_view text) {
  reading_ = std::string(path);
  const std::vector<MakeLine> lines = MakeLinesOf(text);
  for (std::size_t at = 0; at < lines.size() && !exhausted(); ++at) {
    const MakeLine& line = lines[at];
    const int number = line.begin + 1;
    if (line.starts_with_tab && in_rule_) {
      if (here_ != kNever && !absl::StripAsciiWhitespace(line.raw).empty()) {
        WarnOfCode(line.raw, number);
        AddEvent("", absl::StrCat("\t", absl::StripAsciiWhitespace(line.raw)),
                 number, true);
      }
      continue;
    }
    if (line.text.empty()) continue;
    absl::string_view rest;
    const MakeDirective directive = DirectiveOf(line.text, &rest);
    if (directive != MakeDirective::kNone) {
      FollowConditional(directive, rest, number);
      continue;
    }
    rest = line.text;
    absl::string_view first = TakeMakeWord(&rest);
    if (first == "override" && absl::StartsWith(rest, "define")) {
      first = TakeMakeWord(&rest);
    }
    if (first == "define" && !absl::StartsWith(rest, "=")) {
      at = Define(lines, at);
    } else if (here_ != kNever) {
      WarnOfCode(line.text, number);
      Statement(line.text, number);
    }
  }
  for (const Conditional& open : conditionals_) {
    if (exhausted()) break;
    Warn("a conditional without its endif", open.line);
  }
}

// Returns the number of its last line.
std::size_t Makefile::Define(const std::vector<MakeLine>& lines,
                             std::size_t at) {
  const std::size_t first = at;
  absl::string_view name = lines[at].text;
  name = absl::StripAsciiWhitespace(name.substr(name.find("define") + 6));
  absl::ConsumeSuffix(&name, "=");
  name = absl::StripAsciiWhitespace(name);
  std::string value;
  int depth = 1;
  for (++at; at < lines.size(); ++at) {
    absl::string_view rest = lines[at].text;
    const absl::string_view word = TakeMakeWord(&rest);
    if (word == "define") ++depth;
    if (word == "endef" && --depth == 0) break;
    if (at > first + 1) value += '\n';
    value += lines[at].raw;
  }
  in_rule_ = false;
  if (at == lines.size()) {
    Warn("a define without its endef", lines[first].begin + 1);
    --at;
  }
  if (here_ != kNever) {
    WarnOfCode(value, lines[first].begin + 1);
    variables_.Assign(name, "define", value, here_, lines[first].begin + 1);
  }
  return at;
}

void Makefile::FollowConditional(MakeDirective directive,
                                 absl::string_view rest, int line) {
  if (OpensConditional(directive)) {
    if (conditionals_.size() == kMostNested) {
      Warn("conditionals nested too deeply", line);
      is_too_deep_ = true;
    }
    const MakeGuard condition =
        here_ == kNever ? kNever : ConditionOf(directive, rest, line);
    conditionals_.push_back({here_, condition, false, line});
    here_ = guards_->And(here_, condition);
    return;
  }
  if (conditionals_.empty()) {
    Warn(directive == MakeDirective::kElse ? "an else without a conditional"
                                           : "an endif without a conditional",
         line);
    return;
  }
  Conditional& open = conditionals_.back();
  if (directive == MakeDirective::kEndif) {
    here_ = open.outside;
    conditionals_.pop_back();
    return;
  }
  if (open.had_else) Warn("an else after the else", line);
  const MakeGuard left = guards_->AndNot(open.outside, open.taken);
  absl::string_view more;
  const MakeDirective next = DirectiveOf(rest, &more);
  if (OpensConditional(next)) {
    here_ = left == kNever ? kNever
                           : guards_->And(left, ConditionOf(next, more, line));
  } else {
    here_ = left;
    open.had_else = true;
  }
  open.taken = guards_->Or(open.taken, here_);
}

MakeGuard Makefile::ConditionOf(MakeDirective directive, absl::string_view rest,
                                int line) {
  WarnOfCode(rest, line);
  if (directive == MakeDirective::kIfdef ||
      directive == MakeDirective::kIfndef) {
    MakeGuard defined = kNever;
    const MakeText names = AlternativesOf(variables_.Expand(rest), guards_);
    for (const MakePart& name : names) {
      defined = guards_->Or(
          defined, guards_->And(name.guard, variables_.IsDefined(name.text)));
    }
    return directive == MakeDirective::kIfdef ? defined : guards_->Not(defined);
  }
  absl::string_view a;
  absl::string_view b;
  if (!TwoSides(rest, &a, &b)) {
    Warn("a comparison of another form", line);
    return guards_->Question(rest);
  }
  const MakeGuard equal =
      AreEqual(variables_.Expand(a), variables_.Expand(b), guards_);
  return directive == MakeDirective::kIfeq ? equal : guards_->Not(equal);
}

// Says where something would have to be run.
void Makefile::WarnOfCode(absl::string_view raw, int line) {
  for (std::size_t at = raw.find('$'); at != absl::string_view::npos;
       at = raw.find('$', at + 1)) {
    constexpr std::size_t kLongestName = 80;
    absl::string_view inside = raw.substr(at + 1, kLongestName);
    if (!absl::ConsumePrefix(&inside, "(") &&
        !absl::ConsumePrefix(&inside, "{")) {
      continue;
    }
    const absl::string_view word = TakeMakeWord(&inside);
    if (word == "shell" || word == "eval") {
      Warn(absl::StrCat("$(", word, " …) is never run"), line);
    } else if (word == "call") {
      const absl::string_view name = absl::StripAsciiWhitespace(
          inside.substr(0, inside.find_first_of(",)}")));
      if (!variables_.IsAssigned(name)) {
        Warn(absl::StrCat("$(call ", name, ") is not defined here"), line);
      }
    }
  }
}

void Makefile::AddEvent(absl::string_view kind, absl::string_view raw, int line,
                        bool is_deferred) {
  if (events_.size() >= kMostEvents) return;
  std::string text = is_deferred
                         ? std::string(raw)
                         : Canonical(variables_.Expand(raw), here_, guards_);
  if (!is_deferred && text.empty()) return;
  if (!kind.empty()) text = absl::StrCat(kind, " ", text);
  events_.push_back(
      {here_, std::move(text), included_ > 0 ? 0 : line, is_deferred});
}

void Makefile::Statement(absl::string_view line, int number) {
  absl::string_view rest = line;
  absl::string_view first = TakeMakeWord(&rest);
  while (first == "override" || first == "private") {
    // A variable may have the keyword's name.
    if (FindOutside(rest.substr(0, 2), "=:+?") == 0) break;
    line = rest;
    first = TakeMakeWord(&rest);
  }
  MakeAssignment assignment;
  const bool is_assignment = ReadAssignment(line, &assignment);
  const bool is_keyword = !is_assignment || assignment.name != first;
  if (is_keyword && (first == "export" || first == "unexport")) {
    in_rule_ = false;
    Export(first, rest, number);
  } else if (is_keyword && !is_assignment &&
             (first == "include" || first == "-include" ||
              first == "sinclude")) {
    in_rule_ = false;
    Include(rest, first != "include", number);
  } else if (is_keyword && (first == "vpath" || first == "undefine")) {
    AddEvent(first, rest, number, false);
  } else if (is_assignment) {
    in_rule_ = false;
    Assign(assignment, number);
  } else {
    Rule(line, number);
  }
}

void Makefile::Assign(const MakeAssignment& assignment, int number) {
  variables_.Assign(assignment.name, assignment.op, assignment.value, here_,
                    included_ > 0 ? 0 : number);
}

void Makefile::Export(absl::string_view keyword, absl::string_view rest,
                      int number) {
  MakeAssignment assignment;
  std::string names(rest);
  if (ReadAssignment(rest, &assignment)) {
    Assign(assignment, number);
    names = assignment.name;
  }
  for (const MakePart& name : WordsOf(variables_.Expand(names), guards_)) {
    exported_.insert(name.text);
  }
  AddEvent(keyword, names.empty() ? "everything" : names, number, false);
}

void Makefile::Rule(absl::string_view line, int number) {
  const std::size_t colon = FindOutside(line, ":");
  if (colon == absl::string_view::npos) {
    const std::string text = Canonical(variables_.Expand(line), here_, guards_);
    if (text.empty()) return;
    // What it leaves may be rules, which only make could know.
    if (!HasUnknown(text)) Warn("a line of an unknown kind", number);
    AddEvent("", line, number, false);
    in_rule_ = true;
    return;
  }
  const absl::string_view targets = line.substr(0, colon);
  std::size_t behind = colon;
  while (behind < line.size() && line[behind] == ':') ++behind;
  const absl::string_view rest =
      absl::StripAsciiWhitespace(line.substr(behind));
  MakeAssignment assignment;
  if (ReadAssignment(rest, &assignment)) {
    in_rule_ = false;
    AddEvent("", absl::StrCat(targets, ": ", rest), number, true);
    return;
  }
  const std::size_t semicolon = FindOutside(rest, ";");
  AddEvent("",
           absl::StrCat(targets, line.substr(colon, behind - colon), " ",
                        rest.substr(0, semicolon)),
           number, false);
  in_rule_ = true;
  if (semicolon != absl::string_view::npos) {
    AddEvent("", absl::StrCat("\t", rest.substr(semicolon + 1)), number, true);
  }
}

void Makefile::Include(absl::string_view files, bool may_lack, int number) {
  const MakeGuard outside = here_;
  for (const MakePart& word : WordsOf(variables_.Expand(files), guards_)) {
    here_ = guards_->And(outside, word.guard);
    if (here_ == kNever) continue;
    const std::string path = FromTheTop(word.text, path_);
    absl::optional<std::string> text;
    if (options_.includes && !HasUnknown(path)) text = options_.includes(path);
    if (text && included_ < kMostIncluded &&
        ++included_files_ <= kMostIncludedFiles) {
      ReadIncluded(path, WithoutMarks(*text));
    } else {
      if (text) Warn("files that include each other", number);
      events_.push_back(
          {here_, absl::StrCat(may_lack ? "-include " : "include ", word.text),
           included_ > 0 ? 0 : number, false});
    }
  }
  here_ = outside;
}

void Makefile::ReadIncluded(const std::string& path, const std::string& text) {
  const std::string outer = std::move(reading_);
  std::vector<Conditional> open = std::move(conditionals_);
  const MakeGuard here = here_;
  conditionals_.clear();
  ++included_;
  if (!variables_.exhausted()) Read(path, text);
  --included_;
  conditionals_ = std::move(open);
  here_ = here;
  reading_ = outer;
  in_rule_ = false;
}

std::vector<MakeEvent> Makefile::Events() {
  std::vector<MakeEvent> events;
  events.reserve(events_.size());
  for (const RawEvent& raw : events_) {
    events.push_back({raw.guard,
                      raw.is_deferred ? Canonical(variables_.Expand(raw.text),
                                                  raw.guard, guards_)
                                      : raw.text,
                      raw.line});
    if (raw.is_deferred && absl::StartsWith(raw.text, "\t")) {
      events.back().text.insert(0, "\t");
    }
  }
  return events;
}

}  // namespace patchgraph
