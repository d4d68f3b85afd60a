using System.Text.Json;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Tests.Certification.Certificates;

namespace AsiFunctions.Domain.Tests.Assurance.Appeals;

/// <summary>An appeal is filed once, heard by somebody who took no part, and upheld or overturned with reasons.</summary>
public sealed class AppealProcedureTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly Actor Mia = new("mia", Role.Member, "Mia Member");
    private static readonly Actor Bo = new("bo", Role.Board, "Bo Board");
    private static readonly CaseId Id = CaseId.From("APL", 7);

    [Fact]
    public void It_tells_the_certificate_and_waits_for_the_board()
    {
        Decision<Appeal>.Accepted filed = File("2026-03-01");

        Step.Await step = Assert.IsType<Step.Await>(AppealProcedure.Next(Stored(filed.Case), AppealTerms.Shipped));
        Assert.Equal((Role.Board, "appeal-hearing", Sample.Day("2026-04-30"), "escalate"), (step.Ball, step.What, step.Due!.On, step.Then));
        Assert.Equal(["uphold True", "overturn True"], step.Choices.Select(choice => $"{choice.Decision} {choice.ReasonRequired}"));
        Assert.Equal(["2026-04-16", "2026-04-23"], step.Reminders.Select(reminder => $"{reminder.On:yyyy-MM-dd}"));
        Assert.Equal("filed", filed.Case.StateName);
        AppealNews.Filed news = Assert.IsType<AppealNews.Filed>(filed.Effects.OfType<Effect.Tell>().Single().News);
        Assert.Equal((Id, 1, "It was repaired."), (news.Appeal, news.Number, news.Reason));
        Assert.Equal(["appeal-filed Board", "appeal-filed Secretariat"], Mails(filed));
    }

    [Theory]
    [InlineData(true, "overturned")]
    [InlineData(false, "upheld")]
    public void The_board_decides_with_reasons(bool overturn, string state)
    {
        Decision<Appeal>.Accepted heard = Assert.IsType<Decision<Appeal>.Accepted>(
            Decide(File("2026-03-01").Case, overturn ? new AppealCommand.Overturn(Bo, "So it was.") : new AppealCommand.Uphold(Bo, "It was not.")));

        Assert.Equal(state, heard.Case.StateName);
        Assert.IsType<Step.End>(AppealProcedure.Next(Stored(heard.Case), AppealTerms.Shipped));
        Effect.Tell tell = heard.Effects.OfType<Effect.Tell>().Single();
        Assert.Equal((CaseId.From("CRT", 1), overturn ? typeof(AppealNews.Overturned) : typeof(AppealNews.Upheld)), (tell.To, tell.News.GetType()));
        Assert.Equal(1, ((AppealNews)tell.News).Number);
        Assert.Equal(["appeal-decided Member"], Mails(heard));
        Assert.Equal("already-decided", Refused(heard.Case, new AppealCommand.Uphold(Bo, "Again.")));
        Assert.Equal("nothing-due", Refused(heard.Case, new AppealCommand.TimePasses(), "2027-01-01"));
    }

    [Fact]
    public void Nobody_who_took_part_hears_it()
    {
        Appeal appeal = File("2026-03-01").Case;

        Assert.Equal(["remy", "rae"], appeal.Decision.TookPart);   // who suspended, and who issued
        foreach (string id in appeal.Decision.TookPart)
        {
            Assert.Equal("four-eyes", Refused(appeal, new AppealCommand.Overturn(Bo with { Id = id }, "Why.")));
            Assert.Equal("four-eyes", Refused(appeal, new AppealCommand.Uphold(Bo with { Id = id }, "Why.")));
        }

        Assert.Equal("wrong-role", Refused(appeal, new AppealCommand.Uphold(Sample.Rae, "Why.")));
        Assert.Equal("reason-required", Refused(appeal, new AppealCommand.Uphold(Bo, " ")));
    }

    [Fact]
    public void The_board_is_reminded_and_the_Secretariat_told_once()
    {
        Appeal appeal = File("2026-03-01").Case;
        Assert.Equal("nothing-due", Refused(appeal, new AppealCommand.TimePasses(), "2026-04-15"));

        Decision<Appeal>.Accepted first = Pass(appeal, "2026-04-16");
        Assert.Equal(["appeal-reminder Board P14D"], Mails(first));
        Assert.Equal("nothing-due", Refused(first.Case, new AppealCommand.TimePasses(), "2026-04-22"));
        Assert.Equal(["appeal-reminder Board P7D"], Mails(Pass(first.Case, "2026-04-23")));
        Assert.Equal(["appeal-reminder Board P7D"], Mails(Pass(appeal, "2026-04-25")));   // after an outage the latest says it all
        Assert.Equal("nothing-due", Refused(Pass(appeal, "2026-04-25").Case, new AppealCommand.TimePasses(), "2026-04-30"));   // the day itself is in time

        Decision<Appeal>.Accepted late = Pass(appeal, "2026-05-01");
        Assert.Equal(["escalation Secretariat"], Mails(late));
        Assert.Null(AppealProcedure.Next(late.Case, AppealTerms.Shipped).WakesAt);
        Assert.Equal(Sample.Day("2026-04-30"), Assert.IsType<Step.Await>(AppealProcedure.Next(late.Case, AppealTerms.Shipped)).Due!.On);
        Assert.IsType<Decision<Appeal>.Accepted>(Decide(late.Case, new AppealCommand.Uphold(Bo, "Late.")));
    }

    [Fact]
    public void The_term_counts_from_the_decision() => Assert.Equal(
        Sample.Day("2026-03-31"),
        AppealProcedure.FilingUntil(Suspended().AppealableOn(Sample.Day("2026-03-01"))!, Sample.Day("2026-03-01"), AppealTerms.Shipped).On);

    private static Certificate Suspended() =>
        Sample.Do(Sample.Certificate(), new CertificateCommand.Suspend(Sample.Rae with { Id = "remy" }, "A complaint."), "2026-03-01");

    private static Decision<Appeal>.Accepted File(string on)
    {
        Certificate certificate = Suspended();
        return AppealProcedure.Begin(
            Id, certificate, certificate.AppealableOn(Sample.Day(on))!, "It was repaired.", Mia, "request", Sample.Noon(on), AppealTerms.Shipped);
    }

    private static Decision<Appeal> Decide(Appeal appeal, AppealCommand command, string on = "2026-03-20") =>
        AppealProcedure.Decide(Stored(appeal), command, Sample.Noon(on), AppealTerms.Shipped);

    private static Decision<Appeal>.Accepted Pass(Appeal appeal, string on) =>
        Assert.IsType<Decision<Appeal>.Accepted>(Decide(appeal, new AppealCommand.TimePasses(), on));

    private static string Refused(Appeal appeal, AppealCommand command, string on = "2026-03-20") =>
        Assert.IsType<Decision<Appeal>.Refused>(Decide(appeal, command, on)).Code;

    private static IEnumerable<string> Mails(Decision<Appeal>.Accepted decision) =>
        decision.Effects.OfType<Effect.SendMail>().Select(mail => $"{mail.Template} {mail.To} {mail.Facts!.GetValueOrDefault("left")}".TrimEnd());

    private static Appeal Stored(Appeal appeal) => JsonSerializer.Deserialize<Appeal>(JsonSerializer.Serialize(appeal, Web), Web)!;
}
