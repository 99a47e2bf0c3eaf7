#include "cli/check_output.h"

#include <fstream>
#include <sstream>
#include <string>

#include "engine/report/check/sample_report.h"
#include "engine/report/report_json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class PrintReportTest : public testing::Test {
 protected:
  int Print(const CheckReport& report) {
    return PrintReport(report, arguments_, streams_);
  }

  std::ostringstream out_;
  std::ostringstream err_;
  CliStreams streams_{out_, err_};
  CheckArguments arguments_;
};

TEST_F(PrintReportTest, TheExitStatusSaysWhetherItIsClean) {
  EXPECT_EQ(Print(SampleReport()), 1);
  EXPECT_EQ(Print(CheckReport(LongReport(50))), 0);
}

// The sample without its conflict on the target has a masked hunk left.
TEST_F(PrintReportTest, MaskedHunksAreConflicts) {
  const CheckReport report = ParseReport(R"textproto(
    stacks {
      patches {
        name: "a.patch"
        verdict: "masked"
        files {
          path: "a.c"
          verdict: "masked"
          hunks { number: 1 verdict: "masked" masked_by: "sparse" }
        }
      }
    }
  )textproto");
  EXPECT_EQ(Print(report), 1);
}

TEST_F(PrintReportTest, PrintsTextOrJson) {
  Print(SampleReport());
  EXPECT_THAT(out_.str(), StartsWith("hypervisor on v1, onto v2"));
  out_.str("");
  arguments_.json = true;
  streams_.colour = true;
  Print(SampleReport());
  EXPECT_EQ(out_.str(), ToJson(SampleReport()));
  EXPECT_THAT(err_.str(), IsEmpty());
}

TEST_F(PrintReportTest, QuietPrintsNothing) {
  arguments_.quiet = true;
  EXPECT_EQ(Print(SampleReport()), 1);
  EXPECT_THAT(out_.str(), IsEmpty());
}

TEST_F(PrintReportTest, WritesAFileWithoutColours) {
  streams_.directory = testing::TempDir();
  streams_.colour = true;
  arguments_.output = "report.txt";
  EXPECT_EQ(Print(SampleReport()), 1);
  EXPECT_THAT(out_.str(), IsEmpty());
  std::ifstream file(PathFrom(streams_, "report.txt"));
  std::stringstream written;
  written << file.rdbuf();
  EXPECT_THAT(written.str(), StartsWith("hypervisor on v1"));
  EXPECT_THAT(written.str(), Not(HasSubstr("\x1b")));
}

TEST_F(PrintReportTest, AFileThatCannotBeWrittenIsAnError) {
  arguments_.output = "no/such/folder/report.txt";
  EXPECT_EQ(Print(SampleReport()), 2);
  EXPECT_EQ(err_.str(),
            "patchgraph: cannot write no/such/folder/report.txt: No such file "
            "or directory\n");
}

}  // namespace
}  // namespace patchgraph
