#include "engine/kbuild/guard_blocks.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

constexpr int kMostWidened = 12;

// Follows a text line by line.
class BoundaryScan {
 public:
  bool IsFree() const {
    return !in_comment_ && !in_string_ && !is_continued_ && depth_ == 0;
  }

  void Read(absl::string_view line) {
    const bool was_continued = is_continued_;
    absl::ConsumeSuffix(&line, "\n");
    absl::ConsumeSuffix(&line, "\r");
    is_continued_ = absl::EndsWith(line, "\\");
    if (!was_continued && !in_comment_ && !in_string_) {
      in_directive_ = IsDirective(line);
    }
    const int before = depth_;
    if (!was_continued && !in_comment_ && !line.empty() &&
        (line[0] == '{' || line[0] == '}')) {
      depth_ = 0;
    }
    for (std::size_t i = 0; i < line.size(); ++i) i = Step(line, i);
    if (!is_continued_) in_string_ = false;
    // What a directive says does not count, however many parentheses it has.
    if (in_directive_) depth_ = before;
  }

 private:
  // Alternatives each begin with the parentheses that were open before.
  bool IsDirective(absl::string_view line) {
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "#")) return false;
    line = absl::StripLeadingAsciiWhitespace(line);
    if (absl::StartsWith(line, "if")) {
      outside_.push_back(depth_);
    } else if (!outside_.empty() && absl::StartsWith(line, "el")) {
      depth_ = outside_.back();
    } else if (!outside_.empty() && absl::StartsWith(line, "endif")) {
      outside_.pop_back();
    }
    return true;
  }

  std::size_t Step(absl::string_view line, std::size_t at) {
    const char byte = line[at];
    const char next = at + 1 < line.size() ? line[at + 1] : '\0';
    if (in_comment_) {
      if (byte != '*' || next != '/') return at;
      in_comment_ = false;
      return at + 1;
    }
    if (in_string_) {
      if (byte == '\\') return at + 1;
      in_string_ = byte != '"';
      return at;
    }
    if (byte == '/' && next == '*') {
      in_comment_ = true;
      return at + 1;
    }
    if (byte == '/' && next == '/') return line.size();
    if (byte == '\'' && next != '\0') {
      const std::size_t end = line.find('\'', at + (next == '\\' ? 3 : 2));
      return end == absl::string_view::npos || end > at + 6 ? at : end;
    }
    if (byte == '"') in_string_ = true;
    if (byte == '(' || byte == '[') ++depth_;
    if ((byte == ')' || byte == ']') && depth_ > 0) --depth_;
    return at;
  }

  bool in_comment_ = false;
  bool in_string_ = false;
  bool is_continued_ = false;
  bool in_directive_ = false;
  int depth_ = 0;
  std::vector<int> outside_;
};

class BlockFinder {
 public:
  BlockFinder(const Lines& base, const Lines& patched,
              const std::vector<EditReach>& edits)
      : free_before_(FreeBoundaries(base.text())),
        free_after_(FreeBoundaries(patched.text())),
        edits_(edits) {}

  std::vector<Edit> Find() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      if (!edits_[i].reaches) continue;
      std::size_t last = i;
      Edit block = edits_[i].edit;
      if (!Widen(i, &last, &block)) continue;
      i = last;
      if (!blocks_.empty() && block.after_begin < blocks_.back().after_end) {
        continue;
      }
      blocks_.push_back(block);
    }
    return std::move(blocks_);
  }

 private:
  bool Widen(std::size_t first, std::size_t* last, Edit* block) const {
    for (int lines = 0; lines <= kMostWidened; ++lines) {
      const bool begins =
          free_before_[block->before_begin] && free_after_[block->after_begin];
      const bool ends =
          free_before_[block->before_end] && free_after_[block->after_end];
      if (begins && ends) return true;
      if (!begins && !GrowUp(&first, block)) return false;
      if (!ends && !GrowDown(last, block)) return false;
    }
    return false;
  }

  bool GrowUp(std::size_t* first, Edit* block) const {
    if (*first > 0 &&
        edits_[*first - 1].edit.before_end == block->before_begin) {
      --*first;
      block->before_begin = edits_[*first].edit.before_begin;
      block->after_begin = edits_[*first].edit.after_begin;
      return true;
    }
    if (block->before_begin == 0 || block->after_begin == 0) return false;
    --block->before_begin;
    --block->after_begin;
    return true;
  }

  bool GrowDown(std::size_t* last, Edit* block) const {
    if (*last + 1 < edits_.size() &&
        edits_[*last + 1].edit.before_begin == block->before_end) {
      ++*last;
      block->before_end = edits_[*last].edit.before_end;
      block->after_end = edits_[*last].edit.after_end;
      return true;
    }
    const int before_lines = static_cast<int>(free_before_.size()) - 1;
    const int after_lines = static_cast<int>(free_after_.size()) - 1;
    if (block->before_end == before_lines || block->after_end == after_lines) {
      return false;
    }
    ++block->before_end;
    ++block->after_end;
    return true;
  }

  const std::vector<bool> free_before_;
  const std::vector<bool> free_after_;
  const std::vector<EditReach>& edits_;
  std::vector<Edit> blocks_;
};

}  // namespace

std::vector<bool> FreeBoundaries(absl::string_view text) {
  const Lines lines(text);
  BoundaryScan scan;
  std::vector<bool> free;
  free.reserve(lines.size() + 1);
  for (int i = 0; i < lines.size(); ++i) {
    free.push_back(scan.IsFree());
    scan.Read(lines[i]);
  }
  // A directive needs a line of its own.
  free.push_back(scan.IsFree() && (text.empty() || text.back() == '\n'));
  return free;
}

std::vector<Edit> GuardBlocks(const Lines& base, const Lines& patched,
                              const std::vector<EditReach>& edits) {
  return BlockFinder(base, patched, edits).Find();
}

}  // namespace patchgraph
