#include "cli/merge_file/ask_person.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "engine/report/terminal_text.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr int kMostProposals = 9;  // one key each
constexpr int kMostLines = 30;

void Show(absl::string_view title, absl::string_view text, std::ostream& out) {
  const Lines lines(text);
  out << "  " << title << (lines.empty() ? ": nothing\n" : "\n");
  for (int i = 0; i < lines.size() && i < kMostLines; ++i) {
    out << "    " << VisibleLine(lines[i]) << "\n";
  }
  if (lines.size() > kMostLines) {
    out << "    … and " << lines.size() - kMostLines << " more lines\n";
  }
}

int CountOf(const ResolvedRegion& region) {
  return std::min(static_cast<int>(region.proposals.size()), kMostProposals);
}

void ShowRegion(const FileMerge& merge, const ResolvedRegion& region,
                std::ostream& out) {
  const MergeRegion& place = merge.met[region.region];
  Show("base", merge.base.Range(place.base), out);
  Show("ours", merge.ours.Range(place.ours), out);
  Show("theirs", merge.theirs.Range(place.theirs), out);
  for (int i = 0; i < CountOf(region); ++i) {
    const Proposal& proposal = region.proposals[i];
    Show(absl::StrFormat("%d: by %s (%.2f), %s", i + 1,
                         Visible(proposal.resolver), proposal.confidence,
                         Visible(proposal.reason)),
         proposal.text, out);
  }
}

// The proposal that was chosen, from 0; -1: none, -2: none of any region.
int Choose(int count, NextKey key, std::ostream& out) {
  while (true) {
    out << (count == 1 ? "1 takes it"
                       : absl::StrFormat("1 to %d take one", count))
        << ", s leaves this conflict, q leaves all: " << std::flush;
    const char pressed = key();
    out << "\n";
    if (pressed == 's') return -1;
    if (pressed == 'q' || pressed == '\0') return -2;
    if (pressed >= '1' && pressed < '1' + count) return pressed - '1';
  }
}

}  // namespace

void AskPerson(const FileMerge& merge, const std::string& name, NextKey key,
               std::ostream& out, ResolvedFile* resolved) {
  int left = resolved->open;
  for (ResolvedRegion& region : resolved->regions) {
    if (region.applied || region.proposals.empty()) continue;
    out << Visible(name) << ":" << region.line << ": " << left
        << (left == 1 ? " conflict is left\n" : " conflicts are left\n");
    ShowRegion(merge, region, out);
    const int chosen = Choose(CountOf(region), key, out);
    if (chosen == -2) return;
    --left;
    if (chosen < 0) continue;
    std::rotate(region.proposals.begin(), region.proposals.begin() + chosen,
                region.proposals.begin() + chosen + 1);
    region.applied = true;
    --resolved->open;
  }
}

char KeyFromStandardInput() {
  if (isatty(STDIN_FILENO) == 0) {
    std::string line;
    if (!std::getline(std::cin, line)) return '\0';
    return line.empty() ? ' ' : line.front();
  }
  termios before{};
  if (tcgetattr(STDIN_FILENO, &before) != 0) return '\0';
  termios keys = before;
  keys.c_lflag &= ~static_cast<tcflag_t>(ICANON);
  tcsetattr(STDIN_FILENO, TCSANOW, &keys);
  char pressed = '\0';
  const ssize_t count = read(STDIN_FILENO, &pressed, 1);
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  return count == 1 ? pressed : '\0';
}

}  // namespace patchgraph
