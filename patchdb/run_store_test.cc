#include "patchdb/run_store.h"

#include <filesystem>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "patchdb/patchdb_fixture.h"

namespace patchgraph {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const RunQuestion kXen = {"edgy", {"xen", "ubuntu"}, "v2.6.17"};

using RunStoreTest = PatchdbTest;

TEST_P(RunStoreTest, GivesBackWhatItWasGiven) {
  const MaintainabilityReport report = ReportOf(3);
  RunStore store = Store();
  const auto id = store.Save(kXen, "tree 1, rules 2", report);
  ASSERT_TRUE(id.ok()) << id.status();
  EXPECT_THAT(*id, SizeIs(40));

  const auto run = store.Latest(SameQuestion(kXen));
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->id, *id);
  EXPECT_EQ(run->question.project, "edgy");
  EXPECT_THAT(run->question.stacks, ElementsAre("xen", "ubuntu"));
  EXPECT_EQ(run->question.onto, "v2.6.17");
  EXPECT_EQ(run->inputs, "tree 1, rules 2");
  EXPECT_EQ(run->onto_id, "4ec9");
  EXPECT_EQ(run->made_at, "2006-09-01T10:00:00Z");
  EXPECT_EQ(run->answer, "carry switched off");
  EXPECT_TRUE(run->has_report);
  ASSERT_THAT(run->figures, SizeIs(2));
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(run->figures[i], report.figures(i)));
  }
  const auto findings = store.Findings(*id);
  ASSERT_TRUE(findings.ok()) << findings.status();
  ASSERT_THAT(*findings, SizeIs(3));
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals((*findings)[i], report.findings(i)));
  }
  const auto kept = store.Report(*id);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*kept, report));
}

TEST_P(RunStoreTest, TheSameInputsAreTheSameRun) {
  RunStore store = Store();
  const auto first = store.Save(kXen, "key", ReportOf(3, "2006-09-01"));
  const auto again = store.Save(kXen, "key", ReportOf(3, "2006-09-02"));
  EXPECT_EQ(*first, *again);
  const auto runs = store.Runs({});
  ASSERT_THAT(*runs, SizeIs(1));
  EXPECT_EQ((*runs)[0].made_at, "2006-09-01");
  EXPECT_THAT((*runs)[0].figures, SizeIs(2));
  EXPECT_THAT(*store.Findings(*first), SizeIs(3));
  const auto found = store.FindByKey(kXen, "key");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->id, *first);
  EXPECT_TRUE(absl::IsNotFound(store.FindByKey(kXen, "other key").status()));
  RunQuestion other = kXen;
  other.onto = "v2.6.18";
  EXPECT_TRUE(absl::IsNotFound(store.FindByKey(other, "key").status()))
      << "the same inputs may answer two questions";
}

TEST_P(RunStoreTest, TheLastIsTheOneSeenLast) {
  RunStore store = Store();
  const auto first = store.Save(kXen, "1", ReportOf(1));
  const auto second = store.Save(kXen, "2", ReportOf(2));
  EXPECT_EQ(store.Latest(SameQuestion(kXen))->id, *second);
  // A change was taken back, and its gate answered from what is kept.
  EXPECT_TRUE(store.Touch(*first).ok());
  EXPECT_EQ(store.Latest(SameQuestion(kXen))->id, *first);
  const auto runs = store.Runs({});
  ASSERT_THAT(*runs, SizeIs(2));
  EXPECT_EQ((*runs)[0].id, *second);
  EXPECT_EQ((*runs)[1].id, *first);
  EXPECT_EQ((*runs)[0].figures[0].value(), 2);
  EXPECT_EQ((*runs)[1].figures[0].value(), 1);
  EXPECT_TRUE(absl::IsNotFound(store.Touch("no such run")));
}

TEST_P(RunStoreTest, FiltersRuns) {
  RunStore store = Store();
  RunQuestion rt = {"edgy", {"rt"}, "v2.6.17"};
  RunQuestion next = kXen;
  next.onto = "v2.6.18";
  RunQuestion feisty = kXen;
  feisty.project = "feisty";
  const auto a = store.Save(kXen, "1", ReportOf(1));
  const auto b = store.Save(rt, "1", ReportOf(2));
  const auto c = store.Save(next, "1", ReportOf(3));
  const auto d = store.Save(feisty, "1", ReportOf(4));
  const auto ids = [&store](const RunFilter& filter) {
    std::vector<std::string> found;
    const auto runs = store.Runs(filter);
    for (const StoredRun& run : *runs) found.push_back(run.id);
    return found;
  };
  EXPECT_THAT(ids({}), ElementsAre(*a, *b, *c, *d));
  EXPECT_THAT(ids({"edgy", {}, "", 0}), ElementsAre(*a, *b, *c));
  EXPECT_THAT(ids({"edgy", {"xen", "ubuntu"}, "", 0}), ElementsAre(*a, *c));
  EXPECT_THAT(ids({"", {}, "v2.6.17", 0}), ElementsAre(*a, *b, *d));
  EXPECT_THAT(ids({"", {}, "", 2}), ElementsAre(*c, *d)) << "the newest two";
  EXPECT_THAT(ids(SameQuestion(rt)), ElementsAre(*b));
  EXPECT_TRUE(absl::IsNotFound(store.Latest({"hoary", {}, "", 0}).status()));
  const auto two = store.Runs({"", {}, "", 2});
  EXPECT_EQ((*two)[0].figures[0].value(), 3) << "with their own figures";
}

// Runs are read with one question, and their figures with the next.
TEST_P(RunStoreTest, ARunSavedMeanwhileTakesNoFiguresAway) {
  const auto first = Store().Save(kXen, "1", ReportOf(1));
  RunStore store(std::make_shared<InterruptedDatabase>(
      OpenToWrite(place_), 2,
      [this] { EXPECT_TRUE(Store().Save(kXen, "2", ReportOf(2)).ok()); }));
  const auto run = store.Latest({});
  ASSERT_TRUE(run.ok()) << run.status();
  EXPECT_EQ(run->id, *first);
  ASSERT_THAT(run->figures, SizeIs(2));
  EXPECT_EQ(run->figures[0].value(), 1);
}

TEST_P(RunStoreTest, AReportThatWasLetGoOfIsKeptAgain) {
  RunStore store = Store();
  const auto id = store.Save(kXen, "key", ReportOf(3));
  Tamper("DELETE FROM report");
  Tamper("DELETE FROM finding");
  EXPECT_FALSE(store.FindByKey(kXen, "key")->has_report);
  EXPECT_TRUE(absl::IsNotFound(store.Report(*id).status()));
  ASSERT_TRUE(store.Save(kXen, "key", ReportOf(3)).ok());
  EXPECT_TRUE(store.Report(*id).ok());
  EXPECT_THAT(*store.Findings(*id), SizeIs(3));
  EXPECT_THAT(store.FindByKey(kXen, "key")->figures, SizeIs(2));
}

TEST_P(RunStoreTest, BelievesNoReportThatIsNotWhatWasKept) {
  RunStore store = Store();
  const auto id = store.Save(kXen, "key", ReportOf(3));
  Tamper("UPDATE report SET bytes = substr(bytes, 1, length(bytes) - 9)");
  const absl::Status status = store.Report(*id).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("is damaged"));
  EXPECT_THAT(std::string(status.message()), HasSubstr(Shown()));
}

// PostgreSQL takes no NUL and no stray byte.
TEST_P(RunStoreTest, TextMayBeOdd) {
  MaintainabilityReport report = ReportOf(1);
  report.mutable_findings(0)->set_message(std::string("a\0b", 3));
  RunStore store = Store();
  const auto id = store.Save(kXen, std::string("k\xff", 2), report);
  ASSERT_TRUE(id.ok()) << id.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*store.Report(*id), report));
  EXPECT_TRUE(store.FindByKey(kXen, std::string("k\xff", 2)).ok());
  RunQuestion odd = kXen;
  odd.stacks = {"two\nlines"};
  EXPECT_TRUE(absl::IsInvalidArgument(store.Save(odd, "k", report).status()));
}

// What `db export` and `db import` carry from one place to another.
TEST_P(RunStoreTest, ARunOfElsewhereIsMerged) {
  const MaintainabilityReport report = ReportOf(2);
  RunStore here = Store();
  RunStore there(OpenToWrite(NewPlace()));
  ASSERT_TRUE(here.Save(kXen, "key", report).ok());
  const auto run = here.Latest({});
  EXPECT_TRUE(*there.Merge(*run, nullptr)) << "it is new";
  EXPECT_FALSE(there.Latest({})->has_report);
  StoredRun later = *run;
  later.seen_at += 60;
  EXPECT_FALSE(*there.Merge(later, &report)) << "but for its report";
  EXPECT_TRUE(MessageDifferencer::Equals(*there.Report(run->id), report));
  EXPECT_EQ(there.Latest({})->seen_at, later.seen_at);
  EXPECT_FALSE(*there.Merge(*run, &report));
  EXPECT_EQ(there.Latest({})->seen_at, later.seen_at) << "the later time stays";
  EXPECT_THAT(there.Latest({})->figures, SizeIs(2));
  StoredRun forged = *run;
  forged.inputs = "other key";
  EXPECT_TRUE(absl::IsInvalidArgument(there.Merge(forged, &report).status()));
}

TEST_P(RunStoreTest, ReadingMakesNothing) {
  EXPECT_TRUE(absl::IsNotFound(OpenPatchdb(place_).status()));
  EXPECT_TRUE(absl::IsNotFound(OpenPatchdb(place_).status()));
  EXPECT_FALSE(std::filesystem::exists(place_));
}

TEST_P(RunStoreTest, WhatIsNotCommittedIsNotThere) {
  const auto database = OpenOrMakePatchdb(place_);
  ASSERT_TRUE(database.ok()) << database.status();
  {
    SqlTransaction transaction(database->get());
    ASSERT_TRUE(transaction.Begin().ok());
    ASSERT_TRUE((*database)
                    ->Execute("INSERT INTO baseline (name, onto)"
                              " VALUES ('a', 'b')")
                    .ok());
  }
  EXPECT_EQ(*(*database)->NumberOf("SELECT count(*) FROM baseline"), 0);
}

INSTANTIATE_TEST_SUITE_P(Places, RunStoreTest,
                         testing::Values("sqlite", "postgres"), PlaceName);

}  // namespace
}  // namespace patchgraph
