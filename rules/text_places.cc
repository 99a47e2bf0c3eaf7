#include "rules/text_places.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace patchgraph {
namespace {

using google::protobuf::TextFormat;

std::string OriginAt(const std::string& file, int line, int column) {
  if (line < 0) return absl::StrCat(file, ":1:1");
  return absl::StrCat(file, ":", line + 1, ":", column + 1);
}

}  // namespace

std::string TextPlaces::Of(const google::protobuf::Message& message, int field,
                           int index) const {
  if (tree_ == nullptr) return OriginAt(file_, -1, -1);
  const auto at = tree_->GetLocation(
      message.GetDescriptor()->FindFieldByNumber(field), index);
  return OriginAt(file_, at.line, at.column);
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
  Add(OriginAt(file_, line, column), InOurWords(message, root_));
}

void TextComplaints::Add(absl::string_view origin, absl::string_view what) {
  lines_.push_back(absl::StrCat(origin, ": ", what));
}

absl::Status TextComplaints::Result() const {
  if (lines_.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(lines_, "\n"));
}

}  // namespace patchgraph
