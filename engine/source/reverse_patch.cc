#include "engine/source/reverse_patch.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/source/diff_reader_hunk.h"
#include "engine/source/diff_writer.h"

namespace patchgraph {
namespace {

// What is removed comes before what is added, in each run of changed lines.
void SortRuns(std::vector<HunkLine>* lines) {
  auto begin = lines->begin();
  while (begin != lines->end()) {
    const auto end =
        std::find_if(begin, lines->end(), [](const HunkLine& line) {
          return line.kind == HunkLine::Kind::kContext;
        });
    std::stable_partition(begin, end, [](const HunkLine& line) {
      return line.kind == HunkLine::Kind::kRemoved;
    });
    begin = end == lines->end() ? end : end + 1;
  }
}

void ReverseHunk(Hunk* hunk) {
  std::swap(hunk->old_start, hunk->new_start);
  std::swap(hunk->old_count, hunk->new_count);
  if (!hunk->header.empty()) {
    hunk->header = PrintHunkHeader(*hunk, HunkSection(hunk->header));
  }
  for (HunkLine& line : hunk->lines) {
    if (line.kind == HunkLine::Kind::kRemoved) {
      line.kind = HunkLine::Kind::kAdded;
    } else if (line.kind == HunkLine::Kind::kAdded) {
      line.kind = HunkLine::Kind::kRemoved;
    }
  }
  SortRuns(&hunk->lines);
}

void ReverseKind(FileChange* file) {
  using Kind = FileChange::Kind;
  switch (file->kind) {
    case Kind::kAdd:
      file->kind = Kind::kDelete;
      break;
    case Kind::kDelete:
      file->kind = Kind::kAdd;
      break;
    case Kind::kCopy:
      file->kind = Kind::kDelete;
      file->new_path = file->old_path;
      file->hunks.clear();
      file->binary.reset();
      break;
    case Kind::kModify:
    case Kind::kRename:
      break;
  }
}

void ReverseFile(FileChange* file) {
  std::swap(file->old_path, file->new_path);
  std::swap(file->old_mode, file->new_mode);
  std::swap(file->old_id, file->new_id);
  std::swap(file->original, file->replacement);
  for (Hunk& hunk : file->hunks) ReverseHunk(&hunk);
  if (file->binary.has_value()) {
    std::swap(file->binary->forward, file->binary->reverse);
    file->binary->raw.clear();
  }
  file->header.clear();
  ReverseKind(file);
}

}  // namespace

Patch Reverse(const Patch& patch) {
  Patch reversed = patch;
  reversed.reversed = !patch.reversed;
  reversed.encoded.clear();
  std::reverse(reversed.files.begin(), reversed.files.end());
  for (FileChange& file : reversed.files) ReverseFile(&file);
  return reversed;
}

}  // namespace patchgraph
