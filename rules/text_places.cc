#include "rules/text_places.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

using google::protobuf::TextFormat;

// The line and the column that a complaint of `file` begins with.
std::pair<int, int> PlaceOf(absl::string_view complaint,
                            const std::string& file) {
  constexpr int kElsewhere = std::numeric_limits<int>::max();
  int line = kElsewhere;
  int column = 0;
  if (absl::ConsumePrefix(&complaint, file + ":")) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(complaint, absl::MaxSplits(':', 2));
    if (parts.size() < 3 || !absl::SimpleAtoi(parts[0], &line) ||
        !absl::SimpleAtoi(parts[1], &column)) {
      return {kElsewhere, 0};
    }
  }
  return {line, column};
}

}  // namespace

std::string TextOrigin(absl::string_view file, int line, int column) {
  if (line < 0) return absl::StrCat(file, ":1:1");
  return absl::StrCat(file, ":", line + 1, ":", column + 1);
}

std::string TextPlaces::Of(const google::protobuf::Message& message, int field,
                           int index) const {
  if (tree_ == nullptr) return TextOrigin(file_, -1, -1);
  const auto at = tree_->GetLocation(
      message.GetDescriptor()->FindFieldByNumber(field), index);
  return TextOrigin(file_, at.line, at.column);
}

TextPlaces TextPlaces::Inside(const google::protobuf::Message& message,
                              int field, int index) const {
  const TextFormat::ParseInfoTree* inside =
      tree_ == nullptr
          ? nullptr
          : tree_->GetTreeForNested(
                message.GetDescriptor()->FindFieldByNumber(field), index);
  return TextPlaces(file_, inside);
}

void TextComplaints::AddError(int line, int column,
                              const std::string& message) {
  Add(TextOrigin(file_, line, column), InOurWords(message, root_));
}

void TextComplaints::Add(absl::string_view origin, absl::string_view what) {
  lines_.push_back(absl::StrCat(origin, ": ", what));
}

void TextComplaints::AddLines(absl::string_view lines) {
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    lines_.emplace_back(line);
  }
}

absl::Status TextComplaints::Result() const {
  if (lines_.empty()) return absl::OkStatus();
  std::vector<std::string> sorted = lines_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [this](const std::string& a, const std::string& b) {
                     return PlaceOf(a, file_) < PlaceOf(b, file_);
                   });
  return absl::InvalidArgumentError(absl::StrJoin(sorted, "\n"));
}

}  // namespace patchgraph
