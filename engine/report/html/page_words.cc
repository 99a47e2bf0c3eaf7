#include "engine/report/html/page_words.h"

#include <cmath>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace patchgraph {
namespace {

constexpr size_t kShortId = 12;
constexpr size_t kLongId = 40;
constexpr double kMinutesOfAnHour = 60;
constexpr double kManyHours = 10;
constexpr char kMinus[] = "\xE2\x88\x92";  // U+2212
// Larger values are no counts.
constexpr double kLargest = 1e9;

}  // namespace

std::string GroupedNumber(int number) {
  std::string digits = absl::StrCat(std::abs(number));
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<size_t>(i), ",");
  }
  return number < 0 ? absl::StrCat(kMinus, digits) : digits;
}

std::string GroupedCount(int count, absl::string_view one,
                         absl::string_view many) {
  return absl::StrCat(GroupedNumber(count), " ", count == 1 ? one : many);
}

std::string FigureNumber(double value) {
  if (!std::isfinite(value) || std::abs(value) > kLargest) {
    return absl::StrFormat("%g", value);
  }
  const double rounded = std::round(value);
  if (std::abs(value - rounded) < 0.05) {
    return GroupedNumber(static_cast<int>(rounded));
  }
  const std::string digits = absl::StrFormat("%.1f", std::abs(value));
  return value < 0 ? absl::StrCat(kMinus, digits) : digits;
}

std::string HoursWords(double hours) {
  if (hours > 0 && hours < 1) {
    return absl::StrFormat(
        "%d min", static_cast<int>(std::ceil(hours * kMinutesOfAnHour)));
  }
  return absl::StrCat(
      FigureNumber(hours >= kManyHours ? std::round(hours) : hours), " h");
}

std::string FigureWords(const Figure& figure) {
  std::string words = FigureNumber(figure.value());
  if (figure.unit() == "hours") words.append(" h");
  if (!figure.has_range()) return words;
  return absl::StrCat(words, " (", FigureNumber(figure.range().low()), " to ",
                      FigureNumber(figure.range().high()), ")");
}

std::string FigureName(absl::string_view name) {
  return absl::StrReplaceAll(name, {{"-", " "}});
}

const Figure* TotalFigure(const MaintainabilityReport& report,
                          absl::string_view name) {
  for (const Figure& figure : report.figures()) {
    if (figure.stack().empty() && figure.flavour().empty() &&
        figure.name() == name) {
      return &figure;
    }
  }
  return nullptr;
}

std::string PercentWords(double share) {
  if (!(std::abs(share) < kLargest)) {
    return absl::StrFormat("%g%%", share * 100);
  }
  const double percent = share * 100;
  if (percent > 0 && percent < 1) return "under 1%";
  return absl::StrFormat("%.0f%%", percent);
}

std::string TimeWords(absl::string_view time) {
  constexpr size_t kDay = 10;
  constexpr size_t kMinutes = 16;
  constexpr size_t kWhole = 20;
  if (time.size() != kWhole || time[kDay] != 'T' || time.back() != 'Z') {
    return std::string(time);
  }
  return absl::StrCat(time.substr(0, kDay), " ",
                      time.substr(kDay + 1, kMinutes - kDay - 1), " UTC");
}

std::string ShortCommit(absl::string_view id) {
  bool is_id = id.size() >= kLongId;
  for (const char c : id) {
    is_id = is_id && absl::ascii_isxdigit(static_cast<unsigned char>(c));
  }
  return std::string(is_id ? id.substr(0, kShortId) : id);
}

std::string UrlPart(absl::string_view text) {
  std::string part;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || absl::StrContains("-_.~/", c)) {
      part.push_back(c);
    } else {
      absl::StrAppendFormat(&part, "%%%02X", byte);
    }
  }
  return part;
}

PathSubsystems::PathSubsystems(const MaintainabilityReport& report) {
  for (const StackReport& stack : report.check().stacks()) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        Add(file.path(), file.subsystem());
      }
    }
  }
  for (const Finding& finding : report.findings()) {
    Add(finding.path(), finding.subsystem());
  }
  for (const FileForecast& file : report.forecast().files()) {
    Add(file.path(), file.subsystem());
  }
}

void PathSubsystems::Add(const std::string& path,
                         const std::string& subsystem) {
  if (!path.empty() && !subsystem.empty()) by_path_.emplace(path, subsystem);
}

absl::string_view PathSubsystems::Of(const std::string& path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? absl::string_view() : found->second;
}

}  // namespace patchgraph
