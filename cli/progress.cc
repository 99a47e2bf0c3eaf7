#include "cli/progress.h"

#include "absl/strings/str_cat.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr absl::string_view kWipeLine = "\r\x1b[K";

}  // namespace

Progress::Progress(const CliStreams& streams,
                   std::chrono::milliseconds patience)
    : err_(streams.err), width_(streams.width) {
  if (!streams.show_progress) return;
  thread_ = std::thread([this, patience] { Show(patience); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  ended_changed_.notify_all();
  thread_.join();
  if (shown_) err_ << kWipeLine << std::flush;
}

void Progress::Say(const std::string& text) {
  const std::lock_guard<std::mutex> lock(mutex_);
  text_ = Visible(text);
}

void Progress::Show(std::chrono::milliseconds patience) {
  const auto begin = std::chrono::steady_clock::now();
  std::unique_lock<std::mutex> lock(mutex_);
  auto wait = patience;
  while (!ended_changed_.wait_for(lock, wait, [this] { return ended_; })) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::steady_clock::now() - begin);
    const std::string line = absl::StrCat(text_, " … ", seconds.count(), " s");
    err_ << kWipeLine << CutEnd(line, width_ - 1) << std::flush;
    shown_ = true;
    wait = std::chrono::seconds(1);
  }
}

}  // namespace patchgraph
