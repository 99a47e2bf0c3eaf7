#include "rules/rule_pattern.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace patchgraph {
namespace {

constexpr int kGroups = 10;  // \0 to \9

re2::StringPiece ToPiece(absl::string_view text) {
  return re2::StringPiece(text.data(), text.size());
}

// The usual slips: a shell's pattern, and what RE2 leaves out of Perl's.
std::string HintFor(const std::string& expression, const re2::RE2& compiled) {
  switch (compiled.error_code()) {
    case re2::RE2::ErrorRepeatArgument:
      return absl::StrCat("; a shell's * is .* here",
                          absl::StartsWith(expression, "*")
                              ? absl::StrCat(": \".", expression, "\"")
                              : std::string());
    case re2::RE2::ErrorMissingParen:
      return "; a parenthesis itself is \\\\( in a string";
    case re2::RE2::ErrorMissingBracket:
      return "; a bracket itself is \\\\[ in a string";
    case re2::RE2::ErrorBadPerlOp:
    case re2::RE2::ErrorBadEscape:
      return "; RE2 has no look-around and no back references";
    default:
      return "";
  }
}

}  // namespace

RulePattern::RulePattern(std::shared_ptr<const re2::RE2> compiled,
                         std::string origin)
    : compiled_(std::move(compiled)), origin_(std::move(origin)) {}

absl::StatusOr<RulePattern> RulePattern::Compile(const std::string& expression,
                                                 std::string origin,
                                                 Case letters) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_case_sensitive(letters == Case::kMatters);
  auto compiled = std::make_shared<const re2::RE2>(expression, options);
  if (!compiled->ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "bad pattern: ", compiled->error(), HintFor(expression, *compiled)));
  }
  return RulePattern(std::move(compiled), std::move(origin));
}

bool RulePattern::MatchesWhole(absl::string_view text) const {
  return re2::RE2::FullMatch(ToPiece(text), *compiled_);
}

absl::optional<std::string> RulePattern::FindIn(absl::string_view text) const {
  re2::StringPiece match;
  if (!compiled_->Match(ToPiece(text), 0, text.size(), re2::RE2::UNANCHORED,
                        &match, 1)) {
    return absl::nullopt;
  }
  return std::string(match.data(), match.size());
}

absl::Status RulePattern::CheckName(const std::string& name) const {
  std::string error;
  if (compiled_->CheckRewriteString(ToPiece(name), &error)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("the name does not fit this pattern: ", error,
                   "; put ( ) around what \\\\1 is to stand for"));
}

absl::optional<std::string> RulePattern::NameFor(
    absl::string_view text, const std::string& name) const {
  re2::StringPiece groups[kGroups];
  if (!compiled_->Match(ToPiece(text), 0, text.size(), re2::RE2::ANCHOR_BOTH,
                        groups, kGroups)) {
    return absl::nullopt;
  }
  std::string result;
  if (!compiled_->Rewrite(&result, ToPiece(name), groups, kGroups)) {
    return absl::nullopt;
  }
  return result;
}

void PathRules::Add(RulePattern pattern, std::string name) {
  rules_.push_back({std::move(pattern), std::move(name)});
}

absl::optional<PathRules::Hit> PathRules::Find(absl::string_view path) const {
  for (size_t i = 0; i < rules_.size(); ++i) {
    auto name = rules_[i].pattern.NameFor(path, rules_[i].name);
    if (name.has_value()) return Hit{i, *std::move(name)};
  }
  return absl::nullopt;
}

}  // namespace patchgraph
