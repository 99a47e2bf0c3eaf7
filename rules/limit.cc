#include "rules/limit.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace patchgraph {

absl::string_view NameOf(Comparison comparison) {
  switch (comparison) {
    case Comparison::kAtMost:
      return "at-most";
    case Comparison::kAtLeast:
      return "at-least";
    case Comparison::kWorseByAtMost:
      return "worse-by-at-most";
    case Comparison::kWorseByPercent:
      return "worse-by-percent";
    case Comparison::kNewAtMost:
      break;
  }
  return "new-at-most";
}

absl::string_view NameOf(Severity severity) {
  switch (severity) {
    case WARNING:
      return "warning";
    case NOTE:
      return "note";
    default:
      return "error";
  }
}

bool IsDay(absl::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return false;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(day[i]))) return false;
  }
  int year = 0;
  int month = 0;
  int number = 0;
  const bool read = absl::SimpleAtoi(day.substr(0, 4), &year) &&
                    absl::SimpleAtoi(day.substr(5, 2), &month) &&
                    absl::SimpleAtoi(day.substr(8, 2), &number);
  if (!read || month < 1 || month > 12 || number < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const bool short_month =
      month == 4 || month == 6 || month == 9 || month == 11;
  return number <= (month == 2 ? (leap ? 29 : 28) : short_month ? 30 : 31);
}

}  // namespace patchgraph
