#include "engine/graph/line_origins.h"

#include <cstddef>

namespace patchgraph {
namespace {

// Marsaglia's xorshift: the shape of the tree, and so nothing that is seen,
// depends on it.
std::uint32_t NextRandom(std::uint32_t* state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

}  // namespace

LineOrigins::LineOrigins(int lines, int origin, OldMarks old_marks)
    : old_marks_(old_marks) {
  if (lines > 0) root_ = MakeNode(origin, lines);
}

LineOrigins::Tree LineOrigins::MakeNode(int origin, int lines) {
  const Node node = {origin, lines, lines, NextRandom(&random_), kNone, kNone};
  if (free_.empty()) {
    nodes_.push_back(node);
    return static_cast<Tree>(nodes_.size()) - 1;
  }
  const Tree tree = free_.back();
  free_.pop_back();
  nodes_[tree] = node;
  return tree;
}

void LineOrigins::Update(Tree tree) {
  Node& node = nodes_[tree];
  node.total = TotalOf(node.left) + node.lines + TotalOf(node.right);
}

void LineOrigins::Split(Tree tree, int at, Marks marks, Tree* before,
                        Tree* behind) {
  if (tree == kNone) {
    *before = *behind = kNone;
    return;
  }
  const int begin = TotalOf(nodes_[tree].left);
  const int end = begin + nodes_[tree].lines;
  const bool is_mark = nodes_[tree].lines == 0;
  Tree part = kNone;
  if (is_mark ? end < at || (end == at && marks == Marks::kLeft) : end <= at) {
    Split(nodes_[tree].right, at - end, marks, &part, behind);
    nodes_[tree].right = part;
    *before = tree;
    Update(tree);
  } else if (begin >= at) {
    Split(nodes_[tree].left, at, marks, before, &part);
    nodes_[tree].left = part;
    *behind = tree;
    Update(tree);
  } else {  // The cut goes through the run.
    const Tree rest = MakeNode(nodes_[tree].origin, end - at);
    const Tree right = nodes_[tree].right;
    nodes_[tree].lines = at - begin;
    nodes_[tree].right = kNone;
    Update(tree);
    *before = tree;
    *behind = Join(rest, right);
  }
}

LineOrigins::Tree LineOrigins::Join(Tree before, Tree behind) {
  if (before == kNone) return behind;
  if (behind == kNone) return before;
  if (nodes_[before].priority > nodes_[behind].priority) {
    const Tree right = Join(nodes_[before].right, behind);
    nodes_[before].right = right;
    Update(before);
    return before;
  }
  const Tree left = Join(before, nodes_[behind].left);
  nodes_[behind].left = left;
  Update(behind);
  return behind;
}

LineOrigins::Tree LineOrigins::WithoutFirstMarks(Tree tree) {
  Tree marks = kNone;
  Tree rest = kNone;
  Split(tree, 0, Marks::kLeft, &marks, &rest);
  Free(marks);
  return rest;
}

LineOrigins::Tree LineOrigins::WithoutLastMarks(Tree tree) {
  Tree marks = kNone;
  Tree rest = kNone;
  Split(tree, TotalOf(tree), Marks::kRight, &rest, &marks);
  Free(marks);
  return rest;
}

void LineOrigins::Free(Tree tree) {
  if (tree == kNone) return;
  Free(nodes_[tree].left);
  Free(nodes_[tree].right);
  free_.push_back(tree);
}

void LineOrigins::Apply(absl::Span<const Edit> edits,
                        absl::Span<const int> origins) {
  // From the last to the first, so that the lines before an edit stay where
  // the edit says.
  for (size_t i = edits.size(); i-- > 0;) {
    const Edit& edit = edits[i];
    Tree before = kNone;
    Tree rest = kNone;
    Tree taken = kNone;
    Tree behind = kNone;
    Split(root_, edit.before_begin, Marks::kLeft, &before, &rest);
    Split(rest, edit.before().size(), Marks::kRight, &taken, &behind);
    Free(taken);
    if (old_marks_ == OldMarks::kGo) {
      before = WithoutLastMarks(before);
      behind = WithoutFirstMarks(behind);
    }
    if (!edit.before().empty()) before = Join(before, MakeNode(origins[i], 0));
    if (!edit.after().empty()) {
      before = Join(before, MakeNode(origins[i], edit.after().size()));
    }
    root_ = Join(before, behind);
  }
}

void LineOrigins::Visit(
    Tree tree, int at, LineRange range,
    absl::FunctionRef<void(const Piece& piece)> visit) const {
  if (tree == kNone) return;
  const Node& node = nodes_[tree];
  const int begin = at + TotalOf(node.left);
  const int end = begin + node.lines;
  // What is before or behind can only matter if it reaches the range.
  if (begin >= range.begin) Visit(node.left, at, range, visit);
  const bool is_mark = node.lines == 0;
  const bool meets = is_mark ? range.begin <= begin && begin <= range.end
                             : begin < range.end && range.begin < end;
  if (meets && node.origin != kBase) visit({node.origin, {begin, end}});
  if (end <= range.end) Visit(node.right, end, range, visit);
}

void LineOrigins::ForEach(
    LineRange range, absl::FunctionRef<void(const Piece& piece)> visit) const {
  Visit(root_, 0, range, visit);
}

std::set<int> LineOrigins::Touching(LineRange range) const {
  std::set<int> origins;
  ForEach(range, [&](const Piece& piece) { origins.insert(piece.origin); });
  return origins;
}

std::set<int> LineOrigins::Writing(LineRange range) const {
  std::set<int> origins;
  if (range.empty()) return origins;
  ForEach(range, [&](const Piece& piece) {
    if (!piece.lines.empty()) origins.insert(piece.origin);
  });
  return origins;
}

}  // namespace patchgraph
