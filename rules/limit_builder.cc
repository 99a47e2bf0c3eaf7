// BuildLimit and BuildException of policy_builder.h.

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/maintainability/findings.h"
#include "rules/policy_builder.h"

namespace patchgraph {
namespace {

using google::protobuf::Message;

// What both kinds of messages have: fields with patterns.
class SelectorReader {
 public:
  SelectorReader(const Message& message, const TextPlaces& places,
                 TextComplaints* complaints)
      : message_(message), places_(places), complaints_(*complaints) {}

  absl::optional<RulePattern> Pattern(
      int field, RulePattern::Case letters = RulePattern::Case::kMatters) {
    const auto* found = message_.GetDescriptor()->FindFieldByNumber(field);
    const std::string expression =
        message_.GetReflection()->GetString(message_, found);
    if (expression.empty()) return absl::nullopt;
    const std::string origin = places_.Of(message_, field);
    auto pattern = RulePattern::Compile(expression, origin, letters);
    if (pattern.ok()) {
      parts_.push_back(absl::StrCat(found->name(), " ", expression));
      return *std::move(pattern);
    }
    complaints_.Add(origin, pattern.status().message());
    return absl::nullopt;
  }

  std::string Kind(const std::string& kind, int field) {
    if (kind.empty()) return kind;
    if (FindFindingKind(kind) == nullptr) {
      complaints_.Add(
          places_.Of(message_, field),
          absl::StrCat("no finding is a \"", kind, "\"", NearestFinding(kind)));
    }
    parts_.insert(parts_.begin(), kind);
    return kind;
  }

  // "conflict, path mm/.*"
  std::string Words() const { return absl::StrJoin(parts_, ", "); }

 private:
  const Message& message_;
  const TextPlaces& places_;
  TextComplaints& complaints_;
  std::vector<std::string> parts_;
};

class LimitReader {
 public:
  LimitReader(const Limit& message, const TextPlaces& places,
              const std::string& origin, TextComplaints* complaints)
      : message_(message),
        places_(places),
        origin_(origin),
        complaints_(*complaints) {}

  PolicyLimit Read() {
    PolicyLimit limit;
    limit.name = message_.name();
    limit.figure = message_.figure();
    limit.weighted = message_.weighted();
    limit.required = message_.required();
    limit.severity = message_.severity();
    limit.reason = message_.reason();
    limit.origin = origin_;
    if (limit.name.empty()) {
      complaints_.Add(origin_,
                      "the limit has no name, such as name: \"no-break\"");
    }
    limit.where = Where();
    CheckSubject();
    limit.bounds = Bounds();
    return limit;
  }

 private:
  void Complain(int field, absl::string_view what) {
    complaints_.Add(places_.Of(message_, field), what);
  }

  FindingSelector Where() {
    SelectorReader reader(message_, places_, &complaints_);
    FindingSelector where;
    where.kind = reader.Kind(message_.finding(), Limit::kFindingFieldNumber);
    where.tag = message_.tag();
    where.stack = reader.Pattern(Limit::kStackFieldNumber);
    where.flavour = reader.Pattern(Limit::kFlavourFieldNumber);
    where.subsystem = reader.Pattern(Limit::kSubsystemFieldNumber);
    where.owner = reader.Pattern(Limit::kOwnerFieldNumber);
    where.path = reader.Pattern(Limit::kPathFieldNumber);
    where.patch = reader.Pattern(Limit::kPatchFieldNumber);
    return where;
  }

  void CheckSubject() {
    const bool has_figure = !message_.figure().empty();
    if (has_figure == !message_.finding().empty()) {
      complaints_.Add(origin_,
                      "a limit is about a figure, such as figure: "
                      "\"files-in-conflict\", or about findings, such as "
                      "finding: \"break\": one of the two");
      return;
    }
    if (!has_figure) return;
    if (FindFigureKind(message_.figure()) == nullptr) {
      Complain(Limit::kFigureFieldNumber,
               absl::StrCat("there is no figure \"", message_.figure(), "\"",
                            FindFindingKind(message_.figure()) != nullptr
                                ? absl::StrCat("; the findings of that kind "
                                               "are finding: \"",
                                               message_.figure(), "\"")
                                : NearestFigure(message_.figure())));
    }
    const std::pair<int, bool> of_findings[] = {
        {Limit::kSubsystemFieldNumber, !message_.subsystem().empty()},
        {Limit::kTagFieldNumber, !message_.tag().empty()},
        {Limit::kOwnerFieldNumber, !message_.owner().empty()},
        {Limit::kPathFieldNumber, !message_.path().empty()},
        {Limit::kPatchFieldNumber, !message_.patch().empty()},
        {Limit::kWeightedFieldNumber, message_.weighted()},
    };
    for (const auto& [field, is_set] : of_findings) {
      if (!is_set) continue;
      Complain(field, absl::StrCat(
                          "a figure is one number and has no `",
                          Limit::descriptor()->FindFieldByNumber(field)->name(),
                          "`; limit the findings: finding: \"conflict\""));
    }
  }

  std::vector<LimitBound> Bounds() {
    std::vector<LimitBound> bounds;
    const auto add = [&](bool given, Comparison comparison, double value,
                         int field) {
      if (!given) return;
      bounds.push_back({comparison, value, places_.Of(message_, field)});
      if (!std::isfinite(value) || value < 0) {
        Complain(field, "a bound is a number from 0 upwards");
      }
    };
    add(message_.has_at_most(), Comparison::kAtMost, message_.at_most(),
        Limit::kAtMostFieldNumber);
    add(message_.has_at_least(), Comparison::kAtLeast, message_.at_least(),
        Limit::kAtLeastFieldNumber);
    add(message_.has_worse_by_at_most(), Comparison::kWorseByAtMost,
        message_.worse_by_at_most(), Limit::kWorseByAtMostFieldNumber);
    add(message_.has_worse_by_percent(), Comparison::kWorseByPercent,
        message_.worse_by_percent(), Limit::kWorseByPercentFieldNumber);
    add(message_.has_new_at_most(), Comparison::kNewAtMost,
        message_.new_at_most(), Limit::kNewAtMostFieldNumber);
    if (bounds.empty()) {
      complaints_.Add(
          origin_, absl::StrCat("limit \"", message_.name(),
                                "\" bounds nothing: give it at_most, at_least, "
                                "worse_by_at_most, worse_by_percent or "
                                "new_at_most"));
    }
    CheckBounds();
    return bounds;
  }

  void CheckBounds() {
    if (message_.has_at_most() && message_.has_at_least() &&
        message_.at_most() < message_.at_least()) {
      Complain(Limit::kAtLeastFieldNumber,
               absl::StrCat("nothing is at most ", message_.at_most(),
                            " and at least ", message_.at_least(),
                            "; swap the two, or leave one out"));
    }
    if (message_.has_new_at_most() && !message_.figure().empty()) {
      Complain(Limit::kNewAtMostFieldNumber,
               "new_at_most counts findings; of a figure it is "
               "worse_by_at_most");
    }
    const FigureKind* figure = FindFigureKind(message_.figure());
    const bool compares =
        message_.has_worse_by_at_most() || message_.has_worse_by_percent();
    if (compares && figure != nullptr &&
        figure->better == FigureDirection::kNeither) {
      Complain(message_.has_worse_by_at_most()
                   ? Limit::kWorseByAtMostFieldNumber
                   : Limit::kWorseByPercentFieldNumber,
               absl::StrCat("more of \"", figure->name,
                            "\" is neither better nor worse; use at_most or "
                            "at_least"));
    }
  }

  const Limit& message_;
  const TextPlaces& places_;
  const std::string& origin_;
  TextComplaints& complaints_;
};

constexpr size_t kShortestFingerprint = 8;

bool IsFingerprint(const std::string& text) {
  if (text.size() < kShortestFingerprint || text.size() > 64) return false;
  for (const char c : text) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(c));
    if (!digit && (c < 'a' || c > 'f')) return false;
  }
  return true;
}

void CheckDays(const Exception& message, const TextPlaces& places,
               const std::string& origin, TextComplaints* complaints) {
  bool sound = true;
  const auto check = [&](const std::string& day, int field) {
    if (day.empty() || IsDay(day)) return;
    sound = false;
    complaints->Add(places.Of(message, field), NoDay(day));
  };
  check(message.since(), Exception::kSinceFieldNumber);
  check(message.until(), Exception::kUntilFieldNumber);
  if (message.until().empty()) {
    complaints->Add(origin,
                    "the exception has no end: give it the last day that it "
                    "holds, such as until: \"2006-12-31\"");
  } else if (sound && message.since() > message.until()) {
    complaints->Add(
        places.Of(message, Exception::kUntilFieldNumber),
        absl::StrCat("the exception never holds: it ends on ", message.until(),
                     " and begins on ", message.since()));
  }
}

}  // namespace

std::string NoDay(absl::string_view day) {
  return absl::StrCat("\"", day, "\" is no day; write it as 2006-12-31");
}

PolicyLimit BuildLimit(const Limit& message, const TextPlaces& places,
                       const std::string& origin, TextComplaints* complaints) {
  return LimitReader(message, places, origin, complaints).Read();
}

PolicyException BuildException(const Exception& message,
                               const TextPlaces& places,
                               const std::string& origin,
                               TextComplaints* complaints) {
  using Case = RulePattern::Case;
  PolicyException built;
  SelectorReader reader(message, places, complaints);
  built.where.kind =
      reader.Kind(message.finding(), Exception::kFindingFieldNumber);
  built.where.tag = message.tag();
  built.where.stack = reader.Pattern(Exception::kStackFieldNumber);
  built.where.flavour = reader.Pattern(Exception::kFlavourFieldNumber);
  built.where.subsystem = reader.Pattern(Exception::kSubsystemFieldNumber);
  built.where.path = reader.Pattern(Exception::kPathFieldNumber);
  built.where.patch = reader.Pattern(Exception::kPatchFieldNumber);
  built.where.message =
      reader.Pattern(Exception::kMessageFieldNumber, Case::kIgnored);
  for (int i = 0; i < message.fingerprint_size(); ++i) {
    if (!IsFingerprint(message.fingerprint(i))) {
      complaints->Add(
          places.Of(message, Exception::kFingerprintFieldNumber, i),
          "a fingerprint is 64 of the digits 0-9 and a-f, or at least the "
          "first 8 of them");
    }
    built.fingerprints.push_back(message.fingerprint(i));
  }
  const bool has_patterns = !reader.Words().empty() || !message.tag().empty();
  built.selects_findings = has_patterns || message.fingerprint_size() > 0;
  built.limit = message.limit();
  built.who = message.who();
  built.why = message.why();
  built.since = message.since();
  built.until = message.until();
  built.origin = origin;
  built.what =
      built.fingerprints.empty()
          ? reader.Words()
          : absl::StrCat("finding ", built.fingerprints.front().substr(0, 12));
  if (!message.tag().empty()) {
    absl::StrAppend(&built.what, built.what.empty() ? "" : ", ", "tag ",
                    message.tag());
  }
  if (!built.selects_findings) {
    built.what = absl::StrCat("limit ", built.limit);
  }
  if (!built.selects_findings && built.limit.empty()) {
    complaints->Add(origin,
                    "an exception of what? Give it a fingerprint, patterns "
                    "such as finding: \"break\" path: \"mm/.*\", or a limit");
  }
  if (has_patterns && message.fingerprint_size() > 0) {
    complaints->Add(origin,
                    "an exception has fingerprints or patterns; make two of "
                    "it");
  }
  if (message.who().empty() || message.why().empty()) {
    complaints->Add(origin,
                    "an exception says who allows it and why: who: \"Ada "
                    "Kiesel\" why: \"...\"");
  }
  CheckDays(message, places, origin, complaints);
  return built;
}

}  // namespace patchgraph
