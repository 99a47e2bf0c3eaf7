#include "engine/forks/commit_rules.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kSecurity =
    R"((CVE|CAN)-\d{4}-\d+)"
    R"(|\bsecurity\b|\bexploit|\bvulnerab|\bprivilege)"
    R"(|\buse[- ]after[- ]free|\bdouble[- ]free)"
    R"(|\bover(flow|run)|\bout[- ]of[- ]bounds)"
    R"(|\bdenial[- ]of[- ]service|\binfo(rmation)?[- ]leak)";

constexpr absl::string_view kFix =
    R"(\bfix(e[sd]|ing|up)?\b|\bbug(s|gy)?\b|\bbugfix|\bregression)"
    R"(|\boops|\bpanic|\bcrash|\bdeadlock|\block-?up|\bhang(s|ing)?\b|\bhung\b)"
    R"(|\braces?\b|\bracy\b|\bleak|\bcorrupt|\bNULL pointer|\bmemory leak)"
    R"(|\buninitiali[sz]ed|\bincorrect|\bwrong\b|\bbroken\b|\bworkaround)"
    R"(|\bstable@)";

// "Fix a typo", "fix up whitespace": nobody's kernel runs differently.
constexpr absl::string_view kOnlyForReaders =
    R"(\bfix\w*( up)?( \w+){0,2} )"
    R"((typos?|spelling|comments?|white-?space|indent\w*|kernel-?doc|style)\b)"
    R"(|\b(typo|spelling|comment|white-?space|indent\w*|kernel-?doc|style))"
    R"( fix\w*)";

re2::StringPiece Piece(absl::string_view text) {
  return {text.data(), text.size()};
}

re2::RE2::Options PatternOptions() {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  // Messages are bytes in whatever encoding.
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  return options;
}

}  // namespace

absl::Status CommitRules::Add(const CommitRule& rule) {
  if (rule.flag.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the flag of \"", rule.pattern, "\" has no name"));
  }
  auto pattern =
      std::make_shared<const re2::RE2>(Piece(rule.pattern), PatternOptions());
  if (!pattern->ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", rule.pattern, "\" is no pattern: ", pattern->error()));
  }
  rules_.push_back({rule.flag, std::move(pattern)});
  return absl::OkStatus();
}

const CommitRules& CommitRules::Default() {
  static const CommitRules kDefault = *WithMore({});
  return kDefault;
}

absl::StatusOr<CommitRules> CommitRules::WithMore(
    absl::Span<const CommitRule> more) {
  CommitRules rules;
  for (const CommitRule& rule : {CommitRule{"security", std::string(kSecurity)},
                                 CommitRule{"fix", std::string(kFix)}}) {
    const absl::Status status = rules.Add(rule);
    if (!status.ok()) return status;
  }
  for (const CommitRule& rule : more) {
    const absl::Status status = rules.Add(rule);
    if (!status.ok()) return status;
  }
  return rules;
}

std::vector<std::string> CommitRules::FlagsOf(absl::string_view message) const {
  static const re2::RE2 kReaders(Piece(kOnlyForReaders), PatternOptions());
  std::string text(message);
  re2::RE2::GlobalReplace(&text, kReaders, "");
  std::vector<std::string> flags;
  for (const Rule& rule : rules_) {
    if (re2::RE2::PartialMatch(text, *rule.pattern) &&
        std::find(flags.begin(), flags.end(), rule.flag) == flags.end()) {
      flags.push_back(rule.flag);
    }
  }
  return flags;
}

}  // namespace patchgraph
