#include "cli/graph_write.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/check/pick.h"
#include "engine/report/words.h"
#include "engine/source/series_writer.h"

namespace patchgraph {
namespace {

std::string WrittenNote(const Picked& picked, const std::string& folder) {
  std::map<PickedAs, int> counts;
  for (const PickedPatch& patch : picked.patches) ++counts[patch.as];
  std::vector<std::string> parts;
  const auto part = [&](PickedAs as, absl::string_view words) {
    if (counts[as] > 0) parts.push_back(absl::StrCat(counts[as], " ", words));
  };
  part(PickedAs::kOriginal, "as in the stack");
  part(PickedAs::kOtherLines, "with other line numbers");
  part(PickedAs::kOtherContext, "with other text around");
  const int patches = static_cast<int>(picked.series.patches.size());
  return absl::StrCat("wrote ", Counted(patches, "patch", "patches"),
                      " and a series file to ", folder,
                      parts.empty() ? "" : ": ", Listed(parts, parts.size()));
}

std::string LeftOutNote(const PickedPatch& patch, const Picked& picked) {
  for (const Conflict& conflict : picked.conflicts) {
    if (conflict.patch == patch.name) {
      return absl::StrCat(patch.name, " is not written: in conflict in ",
                          conflict.path);
    }
  }
  return absl::StrCat(patch.name,
                      " is not written: it needs what is not there");
}

// The positions of the patches that are to be written: of the first level, what
// git needs, unless kinds were named.
std::vector<int> SeriesOf(const ClosureReport& needs, bool all_levels) {
  std::vector<int> series;
  if (needs.levels().empty()) return series;
  const ClosureLevel& level =
      all_levels ? *needs.levels().rbegin() : needs.levels(0);
  for (const int number : level.series()) series.push_back(number - 1);
  return series;
}

}  // namespace

absl::StatusOr<WrittenSeries> WriteNeeds(
    const GraphArguments& arguments, const Stack& stack,
    const StackGraphReport& answer, const std::shared_ptr<const Tree>& onto,
    const std::string& folder) {
  const std::vector<int> needed =
      SeriesOf(answer.needs(), arguments.kinds_given);
  const absl::StatusOr<Picked> picked = Pick(stack, needed, onto);
  if (!picked.ok()) return picked.status();
  WrittenSeries written;
  const auto note_there = [&](const std::string& name) {
    written.notes.push_back(
        absl::StrCat(name, " is not written: its effect is there"));
  };
  for (const ClosurePatch& patch : answer.needs().upstream()) {
    note_there(patch.name());
  }
  for (const PickedPatch& patch : picked->patches) {
    if (patch.as == PickedAs::kNothing) {
      note_there(patch.name);
    } else if (patch.as == PickedAs::kLeftOut) {
      written.notes.push_back(LeftOutNote(patch, *picked));
      written.complete = false;
    }
  }
  if (picked->series.patches.empty()) {
    written.notes.push_back(absl::StrCat("nothing is written to ", folder));
    return written;
  }
  const absl::Status status = WriteSeries(picked->series, folder);
  if (!status.ok()) return status;
  written.notes.insert(written.notes.begin(), WrittenNote(*picked, folder));
  return written;
}

}  // namespace patchgraph
