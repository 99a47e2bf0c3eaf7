#include "patchdb/transfer.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "patchdb/baseline_store.h"
#include "patchdb/patchdb_fixture.h"

namespace patchgraph {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Lines = std::vector<std::string>;

class TransferTest : public PatchdbTest {
 protected:
  static Lines Export(const std::string& place) {
    Lines lines = {TransferHeaderLine()};
    const absl::Status status =
        ExportPatchdb(OpenToWrite(place), [&lines](const std::string& line) {
          lines.push_back(line);
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return lines;
  }

  static TransferCounts Import(const Lines& lines, const std::string& place) {
    PatchdbImport import(OpenToWrite(place));
    for (const std::string& line : lines) {
      const absl::Status status = import.Add(line);
      EXPECT_TRUE(status.ok()) << status;
    }
    return import.counts();
  }

  static void Fill(const std::string& place) {
    RunStore runs(OpenToWrite(place));
    ASSERT_TRUE(runs.Save({"edgy", {"xen"}, "v2.6.17"}, "1", ReportOf(3)).ok());
    ASSERT_TRUE(
        runs.Save({"edgy", {"xen", "rt"}, "v2.6.18"}, "2", ReportOf(1)).ok());
    BaselineStore baselines(OpenToWrite(place));
    ASSERT_TRUE(
        baselines
            .Save({"monday",
                   "v2.6.17",
                   {{"xen", "onto", "content", "kernel/timer.c", "b.patch"},
                    {"xen", "base", "masked", "ri\xC3\xB1g.c", ""}}})
            .ok());
  }
};

TEST_P(TransferTest, CarriesAllToAnotherPlace) {
  Fill(place_);
  const Lines lines = Export(place_);
  ASSERT_THAT(lines, SizeIs(4));
  EXPECT_THAT(lines[0], HasSubstr("patchgraph db export"));
  const std::string other = NewPlace();
  const TransferCounts counts = Import(lines, other);
  EXPECT_EQ(counts.new_baselines, 1);
  EXPECT_EQ(counts.new_runs, 2);
  EXPECT_EQ(Export(other), lines);
  RunStore store(OpenToWrite(other));
  const auto run = store.Latest({"", {"xen"}, "", 0});
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*store.Report(run->id), ReportOf(3)));
}

// From a file to a team's database and back.
TEST_P(TransferTest, TheOtherKindOfDatabaseExportsTheSame) {
  Fill(place_);
  const std::string file =
      absl::StrCat(testing::TempDir(), "/other-", GetParam(), "/patchgraph.db");
  std::filesystem::remove(file);
  const Lines lines = Export(place_);
  Import(lines, file);
  EXPECT_EQ(Export(file), lines);
}

TEST_P(TransferTest, ImportingTwiceDoesNoHarm) {
  Fill(place_);
  const Lines lines = Export(place_);
  const TransferCounts counts = Import(lines, place_);
  EXPECT_EQ(counts.new_runs + counts.new_baselines, 0);
  EXPECT_EQ(counts.known_runs, 2);
  EXPECT_EQ(counts.known_baselines, 1);
  EXPECT_EQ(Export(place_), lines);
}

TEST_P(TransferTest, TwoPlacesMergeToTheSameInEitherOrder) {
  Fill(place_);
  const std::string second = NewPlace();
  RunStore runs(OpenToWrite(second));
  ASSERT_TRUE(runs.Save({"edgy", {"rt"}, "v2.6.17"}, "9", ReportOf(2)).ok());
  ASSERT_TRUE(runs.Save({"edgy", {"xen"}, "v2.6.17"}, "1", ReportOf(3)).ok());
  const Lines one = Export(place_);
  const Lines two = Export(second);
  const std::string one_first = NewPlace();
  Import(one, one_first);
  Import(two, one_first);
  const std::string two_first = NewPlace();
  Import(two, two_first);
  Import(one, two_first);
  EXPECT_EQ(Export(one_first), Export(two_first));
  EXPECT_THAT(Export(one_first), SizeIs(5)) << "one run is the same";
}

TEST_P(TransferTest, ABaselineThatIsAnotherOneHereStays) {
  Fill(place_);
  const Lines lines = Export(place_);
  const std::string other = NewPlace();
  ASSERT_TRUE(
      BaselineStore(OpenToWrite(other)).Save({"monday", "v2.6.18", {}}).ok());
  EXPECT_THAT(Import(lines, other).kept_apart, ElementsAre("monday"));
  EXPECT_EQ(BaselineStore(OpenToWrite(other)).Load("monday")->onto, "v2.6.18");
}

TEST_P(TransferTest, CarriesResolutions) {
  Resolution timer;
  timer.conflict.base = "wait(1);\n";
  timer.conflict.ours = "wait(2);\n";
  timer.conflict.theirs = "pause(1);\n";
  timer.result = "pause(2);\n";
  timer.path = std::string("kernel/\xff.c");
  timer.who = "A U Thor <author@example.com>";
  timer.when = 1144051200;
  Lines lines = {TransferHeaderLine()};
  ASSERT_TRUE(ExportResolutionLines({timer}, [&lines](const std::string& line) {
                lines.push_back(line);
                return absl::OkStatus();
              }).ok());
  const TransferCounts counts = Import(lines, place_);
  ASSERT_THAT(counts.resolutions, SizeIs(1));
  EXPECT_EQ(IdOf(counts.resolutions[0]), IdOf(timer));
  EXPECT_EQ(counts.resolutions[0].path, timer.path);
}

TEST_P(TransferTest, RefusesWhatIsNoExport) {
  Fill(place_);
  Lines lines = Export(place_);
  const auto refusal = [this](const Lines& given) {
    PatchdbImport import(OpenToWrite(place_));
    for (const std::string& line : given) {
      const absl::Status status = import.Add(line);
      if (!status.ok()) {
        EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
        return std::string(status.message());
      }
    }
    return std::string();
  };
  EXPECT_THAT(refusal({"Dear diary,"}), HasSubstr("line 1: this is no file"));
  EXPECT_THAT(refusal({lines[1]}), HasSubstr("line 1: this is no file"));
  EXPECT_THAT(refusal({lines[0], "Dear diary,"}), HasSubstr("line 2: "));
  EXPECT_THAT(refusal({lines[0], "{}"}), HasSubstr("line 2: "));
  EXPECT_THAT(refusal({lines[0], lines[2].substr(0, lines[2].size() / 2)}),
              HasSubstr("line 2: "));
  std::string newer = lines[0];
  newer.replace(newer.find("\"version\":1"), 11, "\"version\":9");
  EXPECT_THAT(refusal({newer}), HasSubstr("newer patchgraph"));
  std::string forged = lines[2];
  forged.replace(forged.find("\"onto\":\"v2.6.1"), 14, "\"onto\":\"v2.6.9");
  EXPECT_THAT(refusal({lines[0], forged}), HasSubstr("not what its id says"));
  EXPECT_EQ(Export(place_), lines);
}

TEST_P(TransferTest, AReportThatIsLetGoOfMeanwhileIsLeftOut) {
  Fill(place_);
  Lines lines;
  // Names and the baseline, its conflicts, runs, figures, then a report.
  const absl::Status status = ExportPatchdb(
      std::make_shared<InterruptedDatabase>(
          OpenToWrite(place_), 6, [this] { Tamper("DELETE FROM report"); }),
      [&lines](const std::string& line) {
        lines.push_back(line);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(lines, SizeIs(3));
}

TEST_P(TransferTest, NothingIsALineLessThanSomething) {
  OpenToWrite(place_);
  EXPECT_THAT(Export(place_), SizeIs(1));
  EXPECT_THAT(Import({}, place_).kept_apart, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Places, TransferTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
