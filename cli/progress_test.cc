#include "cli/progress.h"

#include <chrono>
#include <sstream>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(Progress, IsSilentWhenWorkIsQuick) {
  std::ostringstream out;
  std::ostringstream err;
  CliStreams streams{out, err};
  streams.show_progress = true;
  {
    Progress progress(streams);
    progress.Say("reading");
  }
  EXPECT_EQ(err.str(), "");
}

TEST(Progress, ShowsALineAndWipesItAway) {
  std::ostringstream out;
  std::ostringstream err;
  CliStreams streams{out, err};
  streams.show_progress = true;
  {
    Progress progress(streams, std::chrono::milliseconds(1));
    progress.Say("reading \x1b[2J");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
  EXPECT_THAT(err.str(), HasSubstr("reading ^[[2J … 0 s"));
  EXPECT_THAT(err.str(), EndsWith("\r\x1b[K"));
  EXPECT_EQ(out.str(), "");
}

TEST(Progress, IsSilentWithoutATerminal) {
  std::ostringstream out;
  std::ostringstream err;
  {
    Progress progress(CliStreams{out, err}, std::chrono::milliseconds(1));
    progress.Say("reading");
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace patchgraph
