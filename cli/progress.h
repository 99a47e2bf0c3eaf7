// A line on a terminal that says what takes so long.

#ifndef PATCHGRAPH_CLI_PROGRESS_H_
#define PATCHGRAPH_CLI_PROGRESS_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

#include "cli/streams.h"

namespace patchgraph {

// Shows the latest text given to Say() and the seconds gone by, once work has
// taken a second, and wipes it away when it is destroyed. Does nothing unless
// `streams.show_progress`. Nobody else may write to `streams.err` meanwhile.
class Progress {
 public:
  explicit Progress(
      const CliStreams& streams,
      std::chrono::milliseconds patience = std::chrono::seconds(1));
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void Say(const std::string& text);

 private:
  void Show(std::chrono::milliseconds patience);

  std::ostream& err_;
  int width_;
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
  bool shown_ = false;
  std::string text_;
  std::thread thread_;  // none where nothing is to be shown
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_CLI_PROGRESS_H_
