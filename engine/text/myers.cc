#include "engine/text/myers.h"

#include <algorithm>

#include "engine/text/rough_root.h"

namespace patchgraph {
namespace {

// A line with as many partners on the other side as this, or as the rough root
// of its own side's length, is common.
constexpr int kMaxPartners = 1024;

// How far around a common line to look before leaving it out.
constexpr int kWindow = 100;

// Within a run of lines that are alone or common, a common line is left out if
// fewer than one in so many are common.
constexpr int kCommonShare = 4;

enum class Partners : char { kNone, kSome, kMany };

struct RunCounts {
  int alone = 0;
  int common = 0;
};

// The run of lines without or with many partners that goes on from `line`, in
// steps of `step`, as far as `last`.
RunCounts CountRun(const std::vector<Partners>& partners, int line, int step,
                   int last) {
  RunCounts counts;
  while (line != last) {
    line += step;
    if (partners[line] == Partners::kSome) break;
    ++(partners[line] == Partners::kNone ? counts.alone : counts.common);
  }
  return counts;
}

// Whether a line with many partners stands among lines without any, so that
// pairing it up would only split a change in two.
bool IsNoise(const std::vector<Partners>& partners, int line) {
  const int size = static_cast<int>(partners.size());
  const RunCounts above =
      CountRun(partners, line, -1, std::max(0, line - kWindow));
  if (above.alone == 0) return false;
  const RunCounts below =
      CountRun(partners, line, +1, std::min(size - 1, line + kWindow));
  if (below.alone == 0) return false;
  // The line itself is counted on both sides.
  const int common = above.common + below.common + 2;
  return common * kCommonShare < common + above.alone + below.alone;
}

}  // namespace

void Myers::Mark(const ChangedLines& before, const ChangedLines& after) {
  std::fill(before.changed.begin(), before.changed.end(), 0);
  std::fill(after.changed.begin(), after.changed.end(), 0);

  const int shorter = std::min(before.size(), after.size());
  int head = 0;
  while (head < shorter && before.ids[head] == after.ids[head]) ++head;
  int before_end = before.size();
  int after_end = after.size();
  while (before_end > head && after_end > head &&
         before.ids[before_end - 1] == after.ids[after_end - 1]) {
    --before_end;
    --after_end;
  }

  // Head and tail are counted too: which lines are common is a matter of the
  // whole text.
  for (const int id : before.ids) ++before_count_[id];
  for (const int id : after.ids) ++after_count_[id];
  Keep(before, head, before_end, after_count_, &kept_before_);
  Keep(after, head, after_end, before_count_, &kept_after_);
  for (const int id : before.ids) before_count_[id] = 0;
  for (const int id : after.ids) after_count_[id] = 0;

  Search(before, after);
}

void Myers::Keep(const ChangedLines& side, int begin, int end,
                 const std::vector<int>& partner_count, Kept* kept) {
  const int many = std::min(RoughRoot(side.size()), kMaxPartners);
  std::vector<Partners> partners(end - begin);
  for (int i = begin; i < end; ++i) {
    const int count = partner_count[side.ids[i]];
    partners[i - begin] = count == 0     ? Partners::kNone
                          : count < many ? Partners::kSome
                                         : Partners::kMany;
  }
  kept->ids.clear();
  kept->lines.clear();
  for (int i = begin; i < end; ++i) {
    const Partners own = partners[i - begin];
    if (own == Partners::kSome ||
        (own == Partners::kMany && !IsNoise(partners, i - begin))) {
      kept->ids.push_back(side.ids[i]);
      kept->lines.push_back(i);
    } else {
      side.changed[i] = 1;
    }
  }
}

void Myers::Search(const ChangedLines& before, const ChangedLines& after) {
  const std::vector<int>& a = kept_before_.ids;
  const std::vector<int>& b = kept_after_.ids;
  middle_snake_.SetLines(a, b);
  std::vector<DiffBox> pending = {
      {0, static_cast<int>(a.size()), 0, static_cast<int>(b.size()), false}};
  while (!pending.empty()) {
    DiffBox box = pending.back();
    pending.pop_back();
    while (box.before_begin < box.before_end &&
           box.after_begin < box.after_end &&
           a[box.before_begin] == b[box.after_begin]) {
      ++box.before_begin;
      ++box.after_begin;
    }
    while (box.before_begin < box.before_end &&
           box.after_begin < box.after_end &&
           a[box.before_end - 1] == b[box.after_end - 1]) {
      --box.before_end;
      --box.after_end;
    }
    if (box.before_begin == box.before_end) {
      for (int i = box.after_begin; i < box.after_end; ++i) {
        after.changed[kept_after_.lines[i]] = 1;
      }
    } else if (box.after_begin == box.after_end) {
      for (int i = box.before_begin; i < box.before_end; ++i) {
        before.changed[kept_before_.lines[i]] = 1;
      }
    } else {
      const MiddleSnake::Split split = middle_snake_.Find(box);
      pending.push_back({split.before, box.before_end, split.after,
                         box.after_end, split.second_exact});
      pending.push_back({box.before_begin, split.before, box.after_begin,
                         split.after, split.first_exact});
    }
  }
}

}  // namespace patchgraph
