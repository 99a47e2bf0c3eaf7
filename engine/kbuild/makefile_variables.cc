#include "engine/kbuild/makefile_variables.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/kbuild/makefile_functions.h"
#include "engine/kbuild/makefile_lines.h"

namespace patchgraph {
namespace {

constexpr std::size_t kMostBytes = 16 << 20;
constexpr int kMostDepth = 64;

// The top makefile starts these lists; every other of their kind is the
// makefile's own and empty at first.
bool IsListOfItsOwn(absl::string_view name) {
  static constexpr absl::string_view kOfTheTop[] = {
      "core-y", "drivers-y", "net-y", "libs-y", "init-y", "virt-y"};
  if (std::find(std::begin(kOfTheTop), std::end(kOfTheTop), name) !=
      std::end(kOfTheTop)) {
    return false;
  }
  return absl::EndsWith(name, "-y") || absl::EndsWith(name, "-m") ||
         absl::EndsWith(name, "-objs") || absl::EndsWith(name, "-");
}

std::vector<absl::string_view> SplitArguments(absl::string_view text) {
  std::vector<absl::string_view> arguments;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at == text.size() || (text[at] == ',' && depth == 0)) {
      arguments.push_back(text.substr(begin, at - begin));
      begin = at + 1;
    } else if (text[at] == '(' || text[at] == '{') {
      ++depth;
    } else if (text[at] == ')' || text[at] == '}') {
      --depth;
    }
  }
  return arguments;
}

// Functions take so many arguments; what follows belongs to the last.
void JoinLast(std::size_t most, std::vector<absl::string_view>* arguments) {
  if (arguments->size() <= most) return;
  const absl::string_view last = arguments->back();
  absl::string_view& joined = (*arguments)[most - 1];
  joined = absl::string_view(joined.data(),
                             last.data() + last.size() - joined.data());
  arguments->resize(most);
}

std::size_t MostArguments(absl::string_view name) {
  if (name == "subst" || name == "patsubst" || name == "foreach" ||
      name == "wordlist") {
    return 3;
  }
  if (name == "filter" || name == "filter-out" || name == "addprefix" ||
      name == "addsuffix" || name == "findstring" || name == "word" ||
      name == "join") {
    return 2;
  }
  return name == "if"                                      ? 3
         : name == "or" || name == "and" || name == "call" ? 1000
                                                           : 1;
}

}  // namespace

MakeVariables::MakeVariables(const SymbolSettings& settings,
                             MakeBindings bindings, MakeGuards* guards)
    : settings_(settings), bindings_(std::move(bindings)), guards_(guards) {}

std::vector<std::string> MakeVariables::AssignedNames() const {
  std::vector<std::string> names;
  for (const auto& [name, variable] : variables_) names.push_back(name);
  return names;
}

bool MakeVariables::Spend(std::size_t bytes) {
  spent_ += bytes + 1;
  if (spent_ > kMostBytes) exhausted_ = true;
  return !exhausted_;
}

MakeText MakeVariables::SymbolText(absl::string_view name) const {
  switch (settings_.Of(name)) {
    case SymbolValue::kOff:
      return {};
    case SymbolValue::kModule:
      return Literal("m");
    case SymbolValue::kBuiltIn:
      return Literal("y");
    case SymbolValue::kOpen:
      break;
  }
  return {{guards_->IsBuiltIn(name), "y", 0},
          {guards_->IsModule(name), "m", 0},
          {guards_->IsOtherValue(name),
           UnknownOf(absl::StrCat("CONFIG_", name)), 0}};
}

// What a variable is before the makefile touches it.
MakeText MakeVariables::OuterValue(absl::string_view name) const {
  const auto bound = bindings_.find(name);
  if (bound != bindings_.end()) return Literal(bound->second);
  absl::string_view symbol = name;
  if (absl::ConsumePrefix(&symbol, "CONFIG_")) return SymbolText(symbol);
  if (name.empty() || IsListOfItsOwn(name)) return {};
  return Literal(UnknownOf(name));
}

MakeVariables::Variable& MakeVariables::VariableOf(absl::string_view name) {
  const auto known = variables_.find(name);
  if (known != variables_.end()) return known->second;
  Variable variable;
  for (MakePart& part : OuterValue(name)) {
    variable.is_defined =
        guards_->Or(variable.is_defined, NotEmpty({part}, guards_));
    variable.is_simple =
        guards_->Or(variable.is_simple,
                    HasUnknown(part.text)
                        ? guards_->Question(absl::StrCat(name, " is simple"))
                        : kAlways);
    variable.chunks.push_back({std::move(part), false});
  }
  return variables_.emplace(std::string(name), std::move(variable))
      .first->second;
}

std::vector<std::string> MakeVariables::Assign(absl::string_view name,
                                               absl::string_view op,
                                               absl::string_view value,
                                               MakeGuard guard, int line) {
  std::vector<std::string> assigned;
  const MakeText expanded = Expand(name);
  MakeText names = AlternativesOf(expanded, guards_);
  if (names.empty()) names = Literal(Canonical(expanded, kAlways, guards_));
  for (const MakePart& one : names) {
    const MakeGuard both = guards_->And(guard, one.guard);
    // A list called by a number or a string is read by nobody.
    if (both == kNever || one.text.empty() ||
        absl::StrContains(
            one.text,
            absl::StrCat(absl::string_view(&kUnknownBegin, 1), "CONFIG_"))) {
      continue;
    }
    AssignOne(one.text, op, value, both, line);
    assigned.push_back(one.text);
  }
  return assigned;
}

void MakeVariables::AssignOne(absl::string_view name, absl::string_view op,
                              absl::string_view value, MakeGuard guard,
                              int line) {
  if (!Spend(value.size())) return;
  if (op == "+=") {
    Append(&VariableOf(name), value, guard, line);
    return;
  }
  // The value may ask for the variable itself: it is expanded first.
  MakeText at_once;
  if (op == ":=") at_once = Expand(value);
  if (op == "!=") {
    at_once = Literal(UnknownOf(
        absl::StrCat("shell ", Canonical(Expand(value), kAlways, guards_))));
  }
  Variable& variable = VariableOf(name);
  if (op == "?=") guard = guards_->AndNot(guard, variable.is_defined);
  std::vector<Chunk> chunks;
  for (Chunk& chunk : variable.chunks) {
    chunk.part.guard = guards_->AndNot(chunk.part.guard, guard);
    if (chunk.part.guard != kNever) chunks.push_back(std::move(chunk));
  }
  if (op == ":=" || op == "!=") {
    for (MakePart& part : Guarded(std::move(at_once), guard, guards_)) {
      if (part.line == 0) part.line = line;
      chunks.push_back({std::move(part), false});
    }
    variable.is_simple = guards_->Or(variable.is_simple, guard);
  } else {
    chunks.push_back({{guard, std::string(value), line}, true});
    variable.is_simple = guards_->AndNot(variable.is_simple, guard);
  }
  variable.is_defined = guards_->Or(variable.is_defined, guard);
  variable.chunks = std::move(chunks);
}

void MakeVariables::Append(Variable* variable, absl::string_view value,
                           MakeGuard guard, int line) {
  variable->chunks.push_back({{kAlways, " ", 0}, false});
  const bool is_plain = !absl::StrContains(value, "$");
  const MakeGuard simple =
      is_plain ? guard : guards_->And(guard, variable->is_simple);
  const MakeGuard deferred = guards_->AndNot(guard, simple);
  if (simple != kNever) {
    // Expanding may assign nothing, so that `variable` stays where it is.
    for (MakePart& part : Guarded(Expand(value), simple, guards_)) {
      if (part.line == 0) part.line = line;
      variable->chunks.push_back({std::move(part), false});
    }
  }
  if (deferred != kNever) {
    variable->chunks.push_back({{deferred, std::string(value), line}, true});
  }
  variable->is_defined = guards_->Or(variable->is_defined, guard);
}

MakeGuard MakeVariables::IsDefined(absl::string_view name) {
  const auto known = variables_.find(name);
  if (known == variables_.end()) return NotEmpty(OuterValue(name), guards_);
  MakeGuard defined = kNever;
  for (const Chunk& chunk : known->second.chunks) {
    // make looks whether there is a text, not at what it expands to.
    const MakeGuard there =
        chunk.is_deferred
            ? (absl::StripAsciiWhitespace(chunk.part.text).empty() ? kNever
                                                                   : kAlways)
            : NotEmpty({{kAlways, chunk.part.text, 0}}, guards_);
    defined = guards_->Or(defined, guards_->And(chunk.part.guard, there));
  }
  return defined;
}

void MakeVariables::Append(MakeText* result, MakeText text) {
  for (MakePart& part : text) {
    if (!Spend(part.text.size())) return;
    if (!result->empty() && result->back().guard == part.guard &&
        result->back().line == part.line) {
      result->back().text += part.text;
    } else {
      result->push_back(std::move(part));
    }
  }
}

MakeText MakeVariables::ValueOf(absl::string_view name) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (scope->first == name) return scope->second;
  }
  const auto known = variables_.find(name);
  if (known == variables_.end()) return OuterValue(name);
  Variable& variable = known->second;
  if (variable.is_being_expanded) {
    return Literal(UnknownOf(absl::StrCat(name, " of itself")));
  }
  variable.is_being_expanded = true;
  MakeText value;
  for (const Chunk& chunk : variable.chunks) {
    if (!chunk.is_deferred) {
      Append(&value, {chunk.part});
      continue;
    }
    MakeText text = Guarded(Expand(chunk.part.text), chunk.part.guard, guards_);
    for (MakePart& part : text) {
      if (part.line == 0) part.line = chunk.part.line;
    }
    Append(&value, std::move(text));
  }
  variable.is_being_expanded = false;
  return value;
}

MakeText MakeVariables::Expand(absl::string_view raw) {
  MakeText result;
  if (depth_ >= kMostDepth) exhausted_ = true;
  if (exhausted_) return Literal(UnknownOf("too much"));
  ++depth_;
  std::size_t at = 0;
  while (at < raw.size() && !exhausted_) {
    const std::size_t dollar = std::min(raw.find('$', at), raw.size());
    Append(&result, Literal(raw.substr(at, dollar - at)));
    if (dollar + 1 >= raw.size()) break;
    at = EndOfReference(raw, dollar);
    const char next = raw[dollar + 1];
    if (next == '$') {
      Append(&result, Literal("$"));
    } else if (next != '(' && next != '{') {
      Append(&result, ValueOf(raw.substr(dollar + 1, 1)));
    } else {
      const bool is_closed = raw[at - 1] == ')' || raw[at - 1] == '}';
      ExpandReference(
          raw.substr(dollar + 2, at - dollar - 2 - (is_closed ? 1 : 0)),
          &result);
    }
  }
  --depth_;
  return result;
}

// The variable of a name that may have references itself.
MakeText MakeVariables::ExpandNamed(const MakeText& name) {
  const MakeText names = AlternativesOf(name, guards_);
  if (names.empty()) {
    return Literal(UnknownOf(Canonical(name, kAlways, guards_)));
  }
  MakeText result;
  for (const MakePart& one : names) {
    asked_for_.insert(one.text);
    MakeText value =
        HasUnknown(one.text) ? Literal(UnknownOf(one.text)) : ValueOf(one.text);
    Append(&result, Guarded(std::move(value), one.guard, guards_));
  }
  return result;
}

void MakeVariables::ExpandReference(absl::string_view inside,
                                    MakeText* result) {
  const std::size_t space = FindOutside(inside, " \t");
  if (space != absl::string_view::npos &&
      IsMakeFunction(inside.substr(0, space))) {
    Append(result, ExpandFunction(inside.substr(0, space),
                                  absl::StripLeadingAsciiWhitespace(
                                      inside.substr(space))));
    return;
  }
  const std::size_t colon = FindOutside(inside, ":");
  const std::size_t equals = colon == absl::string_view::npos
                                 ? colon
                                 : FindOutside(inside, "=", colon);
  if (equals == absl::string_view::npos) {
    Append(result, ExpandNamed(Expand(inside)));
    return;
  }
  // $(NAME:.o=.c) and $(NAME:%.o=%.c)
  std::string from(inside.substr(colon + 1, equals - colon - 1));
  std::string to(inside.substr(equals + 1));
  if (!absl::StrContains(from, "%")) {
    from.insert(0, "%");
    to.insert(0, "%");
  }
  Append(result, MakeFunction("patsubst",
                              {Expand(from), Expand(to),
                               ExpandNamed(Expand(inside.substr(0, colon)))},
                              guards_));
}

MakeText MakeVariables::ExpandFunction(absl::string_view name,
                                       absl::string_view rest) {
  std::vector<absl::string_view> raw = SplitArguments(rest);
  JoinLast(MostArguments(name), &raw);
  if (name == "if" && raw.size() >= 2) return ExpandIf(raw);
  if (name == "or" || name == "and") return ExpandChoice(name == "or", raw);
  if (name == "foreach" && raw.size() == 3) return ExpandForeach(raw);
  if (name == "call") return ExpandCall(raw);
  std::vector<MakeText> arguments;
  arguments.reserve(raw.size());
  for (const absl::string_view argument : raw) {
    arguments.push_back(Expand(argument));
  }
  return MakeFunction(name, arguments, guards_);
}

MakeText MakeVariables::ExpandIf(
    const std::vector<absl::string_view>& arguments) {
  const MakeGuard condition =
      NotEmpty(Expand(absl::StripAsciiWhitespace(arguments[0])), guards_);
  MakeText result;
  if (condition != kNever) {
    Append(&result, Guarded(Expand(arguments[1]), condition, guards_));
  }
  if (condition != kAlways && arguments.size() == 3) {
    Append(&result,
           Guarded(Expand(arguments[2]), guards_->Not(condition), guards_));
  }
  return result;
}

// $(or …) is the first that is not empty, $(and …) the last if none is.
MakeText MakeVariables::ExpandChoice(
    bool is_or, const std::vector<absl::string_view>& arguments) {
  MakeText result;
  MakeGuard open = kAlways;
  for (std::size_t i = 0; i < arguments.size() && open != kNever; ++i) {
    MakeText value = Expand(absl::StripAsciiWhitespace(arguments[i]));
    const MakeGuard there = NotEmpty(value, guards_);
    if (is_or) {
      Append(&result,
             Guarded(std::move(value), guards_->And(open, there), guards_));
      open = guards_->AndNot(open, there);
    } else {
      open = guards_->And(open, there);
      if (i + 1 == arguments.size()) {
        Append(&result, Guarded(std::move(value), open, guards_));
      }
    }
  }
  return result;
}

MakeText MakeVariables::ExpandForeach(
    const std::vector<absl::string_view>& arguments) {
  const std::string name = Canonical(
      Expand(absl::StripAsciiWhitespace(arguments[0])), kAlways, guards_);
  MakeText result;
  for (MakePart& word : WordsOf(Expand(arguments[1]), guards_)) {
    if (exhausted_) break;
    const MakeGuard guard = word.guard;
    const bool is_unknown = HasUnknown(word.text);
    MakeText bound = is_unknown ? Literal(UnknownOf(name)) : Literal(word.text);
    scopes_.emplace_back(name, std::move(bound));
    MakeText value = Expand(arguments[2]);
    scopes_.pop_back();
    if (is_unknown) {
      value =
          Literal(UnknownOf(absl::StrCat("foreach ", name, ",", word.text, ",",
                                         Canonical(value, kAlways, guards_))));
    }
    if (!result.empty()) Append(&result, {{kAlways, " ", 0}});
    Append(&result, Guarded(std::move(value), guard, guards_));
  }
  return result;
}

// A function that the makefile itself defines is its text with the arguments
// put in; every other is unknown.
MakeText MakeVariables::ExpandCall(
    const std::vector<absl::string_view>& arguments) {
  std::vector<MakeText> values;
  values.reserve(arguments.size());
  for (const absl::string_view argument : arguments) {
    values.push_back(Expand(
        values.empty() ? absl::StripAsciiWhitespace(argument) : argument));
  }
  const MakeText names = AlternativesOf(values[0], guards_);
  if (names.size() != 1 || !IsAssigned(names[0].text)) {
    return MakeFunction("call", values, guards_);
  }
  asked_for_.insert(names[0].text);
  const std::size_t scopes_before = scopes_.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    scopes_.emplace_back(absl::StrCat(i), std::move(values[i]));
  }
  MakeText result = ValueOf(names[0].text);
  scopes_.erase(scopes_.begin() + static_cast<std::ptrdiff_t>(scopes_before),
                scopes_.end());
  return result;
}

}  // namespace patchgraph
