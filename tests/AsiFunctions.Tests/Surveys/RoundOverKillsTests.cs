using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Storage;
using AsiFunctions.Surveys;
using AsiFunctions.Surveys.Replies;
using AsiFunctions.Surveys.Tallies;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Surveys;

/// <summary>
/// The process dies at each request that the end of a round sends to the storage, before it is sent
/// or after it was carried out; a new one goes on. Whatever the instant: each reply is there once, and counted once.
/// </summary>
public sealed class RoundOverKillsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Replied = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_its_moving_on_and_the_close_happen_once_wherever_they_are_killed(bool carriedOut)
    {
        int kills = 0;
        for (bool survived = false; !survived; kills++)
        {
            Life life = await Life.BeginAsync(azurite.ConnectionString);
            Guillotine blade = new(kills, carriedOut);
            survived = await life.GoOnAsync(blade);
            Assert.True(survived || await life.GoOnAsync(new Guillotine(int.MaxValue, carriedOut)));
            await life.AssertCountedOnceAsync();
        }

        // The reply, two groups, the pages brought in, the door, and six decisions: fewer would mean that the blade fell into nothing.
        Assert.True(kills > 9, $"only {kills} requests changed anything");
    }

    /// <summary>A round of six: four have replied, one is about to, one has saved two pages.</summary>
    private sealed class Life(string connection, string tables, CaseId survey, string token)
    {
        public static async Task<Life> BeginAsync(string connection)
        {
            string tables = $"{Guid.NewGuid():N}";
            TableServiceClient service = new(connection);
            await service.GetTableClient($"Cases{tables}").CreateAsync();
            await service.GetTableClient($"Surveys{tables}").CreateAsync();
            await using SurveyOffice office = await SurveyOffice.OpenAsync(connection, tables: tables);
            await office.JoinAsync(Replied + 2);
            CaseId survey = await office.OpenRoundAsync(new JsonObject { ["minimum"] = 2 });
            IReadOnlyList<SurveyInvitation> invited = await office.InvitationsAsync();
            foreach ((int index, SurveyInvitation one) in invited.Take(Replied).Index())
            {
                await office.RepliedAsync(one, Answers.Whole(comment: $"number {index}"));
            }

            string last = office.TokenOf(invited[^1]);
            await office.SavePageAsync(last, "drivers", Answers.Drivers);
            await office.SavePageAsync(last, "value", Answers.Value(comment: $"number {Replied + 1}"));
            return new Life(connection, tables, survey, office.TokenOf(invited[Replied]));
        }

        /// <summary>A process that goes on until the round is closed, or dies.</summary>
        public async Task<bool> GoOnAsync(Guillotine blade)
        {
            await using ServiceProvider services = Process(blade);
            try
            {
                await FinishAsync(services);
                ICaseStore cases = services.GetRequiredService<ICaseStore>();
                await services.GetRequiredService<ReplyMover>().MoveAsync((await cases.FindAsync<Survey>(survey, default))!.Case, default);
                SurveyCommand close = new SurveyCommand.Close(AuditScript.Sasha, Reason: null);
                await cases.DecideAsync<Survey>(survey, (stored, now) => SurveyProcedure.Decide(stored, close, now), options: null, default);
                await Driving.GoOnAsync(services, survey);
                return true;
            }
            catch (Exception e) when (blade.HasFallen)
            {
                Assert.False(e is Xunit.Sdk.XunitException, e.ToString());
                return false;
            }
        }

        public async Task AssertCountedOnceAsync()
        {
            await using SurveyOffice office = await SurveyOffice.OpenAsync(connection, tables: tables);
            Assert.Equal("closed", (await office.SurveyAsync(survey)).StateName);
            List<string> said = [];
            await foreach (ReplyGroup group in office.Desk.Get<ReplyMover>().GroupsAsync(survey, default))
            {
                said.AddRange(group.Replies.Select(reply => reply.Answers.GetProperty("positiveComment").GetString()!));
            }

            Assert.Equal(Enumerable.Range(0, Replied + 2).Select(number => $"number {number}"), said.Order(StringComparer.Ordinal));
            JsonElement published = (await office.ResultsAsync(survey)).Json.GetProperty("results").GetProperty("published");
            Assert.Equal((Replied + 2, Replied + 1), (published.GetProperty("replies").GetInt32(), published.GetProperty("finished").GetInt32()));
            Assert.Empty((await office.RowsAsync("held|")).Concat(await office.RowsAsync("draft|")).Concat(await office.RowsAsync("open")));
            Assert.Equal(Replied + 1, (await office.RowsAsync("spent|")).Count);
            Assert.Equal(
                ["closed", .. Enumerable.Repeat("responded", Replied + 1)],
                (await office.InvitationsAsync()).Select(one => one.StateName).Order(StringComparer.Ordinal));

            Cells waiting = new();
            foreach (FeedEntry entry in await office.Desk.Get<IEnumerable<IFactSource>>().OfType<SurveyFacts>().Single().WaitingAsync(default))
            {
                waiting.Add(entry.Cells);
            }

            Assert.Empty(Cells.Difference(waiting, (await office.Desk.Get<TotalsStore>().ReadAsync(survey, default)).Cells));
        }

        private async Task FinishAsync(ServiceProvider services)
        {
            DefaultHttpContext context = new() { RequestServices = services };
            context.SetCaller(new Caller.Anybody());
            context.Request.Method = "POST";
            context.Request.ContentType = "application/json";
            context.Request.Headers[SurveyTokens.Header] = token;
            context.Request.Headers["Idempotency-Key"] = "the-same";
            JsonObject body = new() { ["answers"] = Answers.Whole(comment: $"number {Replied}") };
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body.ToJsonString()));
            context.Response.Body = new MemoryStream();
            IResult answer = await ActivatorUtilities.CreateInstance<FinishSurveyReply>(services).Run(
                context.Request, BackOfficeDesk.NoDurable, default);
            Assert.Equal(201, Assert.IsAssignableFrom<IStatusCodeHttpResult>(answer).StatusCode);
        }

        private ServiceProvider Process(Guillotine blade)
        {
            TableClientOptions options = new();
            options.Retry.MaxRetries = 0;
            options.AddPolicy(blade, HttpPipelinePosition.PerRetry);
            TableServiceClient client = new(connection, options);
            FrozenTime clock = new(new DateTimeOffset(2021, 11, 24, 12, 0, 0, TimeSpan.Zero));
            ServiceCollection parts = BackOfficeDesk.Parts(connection, clock, new MailBag(), client);
            parts.AddSingleton(new CaseTable(client, $"Cases{tables}"));
            parts.AddSingleton(new SurveyTable(client, $"Surveys{tables}"));
            return parts.BuildServiceProvider();
        }
    }
}
