#include "engine/resolutions/rerere_pair.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "engine/resolutions/conflict_pieces.h"
#include "engine/resolutions/find_results.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kOpening = "<<<<<<<\n";
constexpr absl::string_view kParting = "=======\n";
constexpr absl::string_view kClosing = ">>>>>>>\n";

// Reads a preimage line by line.
class PreimageReader {
 public:
  PreimageReader() { pieces_.clean.emplace_back(); }

  // nullopt where the markers are not in order: a conflict within a conflict,
  // or a file that is none of rerere's.
  absl::optional<ConflictPieces> Read(absl::string_view preimage) {
    const Lines lines(preimage);
    for (int i = 0; i < lines.size(); ++i) {
      if (!ReadLine(lines[i])) return absl::nullopt;
    }
    if (state_ != State::kClean) return absl::nullopt;
    AddContext(&pieces_);
    return std::move(pieces_);
  }

 private:
  enum class State { kClean, kFirst, kSecond };

  bool ReadLine(absl::string_view line) {
    switch (state_) {
      case State::kClean:
        if (line == kClosing) return false;
        if (line == kOpening) {
          conflict_ = ConflictIdentity();
          state_ = State::kFirst;
        } else {
          absl::StrAppend(&pieces_.clean.back(), line);
        }
        return true;
      case State::kFirst:
        if (line == kOpening || line == kClosing) return false;
        if (line == kParting) {
          state_ = State::kSecond;
        } else {
          absl::StrAppend(&conflict_.ours, line);
        }
        return true;
      case State::kSecond:
        if (line == kOpening || line == kParting) return false;
        if (line == kClosing) {
          Close();
        } else {
          absl::StrAppend(&conflict_.theirs, line);
        }
        return true;
    }
    return false;
  }

  void Close() {
    state_ = State::kClean;
    if (conflict_.ours == conflict_.theirs) {
      absl::StrAppend(&pieces_.clean.back(), conflict_.ours);
      return;
    }
    pieces_.conflicts.push_back(WithoutBase(conflict_));
    pieces_.clean.emplace_back();
  }

  State state_ = State::kClean;
  ConflictIdentity conflict_;
  ConflictPieces pieces_;
};

}  // namespace

RerereResolutions ReadRererePair(absl::string_view preimage,
                                 absl::string_view postimage, int64_t when) {
  RerereResolutions read;
  const absl::optional<ConflictPieces> pieces = PreimageReader().Read(preimage);
  if (!pieces.has_value() || pieces->conflicts.empty()) {
    read.left_out.emplace_back(
        "its preimage has no conflicts that can be read");
    return read;
  }
  const std::vector<FoundResult> results =
      FindResults(pieces->clean, postimage);
  for (size_t i = 0; i < results.size(); ++i) {
    std::string why_not = results[i].why_not;
    if (results[i].text.has_value()) {
      Resolution resolution;
      resolution.conflict = pieces->conflicts[i];
      resolution.result = *results[i].text;
      resolution.who = "git rerere";
      resolution.when = when;
      why_not = WhatIsWrongWith(resolution);
      if (why_not.empty()) {
        read.resolutions.push_back(std::move(resolution));
        continue;
      }
    }
    read.left_out.push_back(absl::StrCat("conflict ", i + 1, ": ", why_not));
  }
  return read;
}

}  // namespace patchgraph
