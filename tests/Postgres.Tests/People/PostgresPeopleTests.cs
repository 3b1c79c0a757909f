using System.Globalization;
using System.Net;
using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.Credentials;
using OrleansRisk.Trust.People;
using Xunit;

namespace OrleansRisk.Postgres.Tests.People;

/// <summary>Persons from invitation to sign-in, over the database; two silos are two of everything over it.</summary>
public sealed class PostgresPeopleTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private const string Password = "nine blue kettles";
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");

    [Fact]
    public async Task Invitation_Accepted_MakesThePersonOnce()
    {
        var one = await Silo();
        var invitation = await one.Invite("siti@bank.example");

        var refused = await one.Invitations.Accept(
            one.Tenant, invitation.Row.Id.Value, invitation.Secret, "password1234", default);
        Assert.Equal((null, PasswordFault.TooCommon), (refused.Person, refused.Fault));
        var accepted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => one.Invitations.Accept(
            one.Tenant, invitation.Row.Id.Value, invitation.Secret, Password, default).AsTask()));

        var person = Assert.Single(accepted, static each => each.Person is not null).Person!;
        Assert.Equal(["analyst", "admin"], person.Roles);
        Assert.Equal(
            new PersonalFields("siti@bank.example", "Siti Rahman"),
            await one.Secrets.Open(person.Id, (await fixture.Stores.People.Find(person.Id, default))!.Sealed, default));
    }

    [Fact]
    public async Task Invitation_WithAnotherSecretOrTooLate_MakesNobody()
    {
        var one = await Silo();
        var invitation = await one.Invite("late@bank.example");
        var id = invitation.Row.Id.Value;

        Assert.Null((await one.Invitations.Accept(one.Tenant, id, new string('0', 64), Password, default)).Person);
        Assert.Null((await one.Invitations.Accept(one.Tenant, id, "", Password, default)).Person);
        Assert.Null((await one.Invitations.Accept(
            new TenantId(0), id, invitation.Secret, Password, default)).Person);
        one.Time.Advance(TimeSpan.FromDays(3));
        Assert.Null((await one.Invitations.Accept(one.Tenant, id, invitation.Secret, Password, default)).Person);
    }

    [Fact]
    public async Task SignIn_ByPassword_IsDoneForWhoHasItAndNobodyElse()
    {
        var one = await Silo();
        var person = await one.Join("plain@bank.example");

        var done = await one.SignIn("Plain@Bank.example ", Password);

        Assert.Equal((SignInOutcome.Done, false), (done.Outcome, done.Strong));
        Assert.Equal(person.Id, done.Person!.Id);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("plain@bank.example", "nine red kettles")).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("nobody@bank.example", Password)).Outcome);
        Assert.True(await fixture.Stores.People.End(person.Id, 1, default));
        Assert.False(await fixture.Stores.People.End(person.Id, 1, default));
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("plain@bank.example", Password)).Outcome);
        Assert.Null((await fixture.Stores.Credentials.Of(person.Id, default)).PasswordHash);
    }

    [Fact]
    public async Task SignIn_OfAnotherTenantOrThePlatform_IsRefused()
    {
        var one = await Silo();
        await one.Join("twice@bank.example");
        var two = await Silo();

        Assert.Equal(SignInOutcome.Refused, (await two.SignIn("twice@bank.example", Password)).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIns.SignIn(
            new SignInRequest(new TenantId(0), "twice@bank.example", Password, null, Home), default)).Outcome);
    }

    [Fact]
    public async Task Operator_OfThePlatform_SignsInByTheSameWay()
    {
        var one = await Silo(new TenantId(0));
        await one.Join($"{Guid.NewGuid():n}@platform.example");
        var operators = await fixture.Stores.People.All(new TenantId(0), default);

        Assert.All(operators, static person => Assert.True(person.Id.IsOperator));
        Assert.NotEmpty(operators);
    }

    [Fact]
    public async Task Code_OnTwoSilosAtOneTime_IsTakenOnce()
    {
        var one = await Silo();
        var person = await one.Join("codes@bank.example");
        var (secret, _) = await one.Enrol(person);
        var two = one.Beside();
        one.Time.Advance(TimeSpan.FromMinutes(1));
        var code = OneTimeCodes.At(secret, one.Time.GetUtcNow());

        var results = await Task.WhenAll(
            one.SignIn("codes@bank.example", Password, code), two.SignIn("codes@bank.example", Password, code));

        Assert.Equal(
            [SignInOutcome.Refused, SignInOutcome.Done], results.Select(static result => result.Outcome).Order());
        Assert.True(results.Single(static result => result.Outcome == SignInOutcome.Done).Strong);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("codes@bank.example", Password, code)).Outcome);
    }

    [Fact]
    public async Task Code_OfAnEarlierStepOrOfTheEnrolment_IsRefused()
    {
        var one = await Silo();
        var person = await one.Join("steps@bank.example");
        var (secret, _) = await one.Enrol(person);

        var enrolled = OneTimeCodes.At(secret, one.Time.GetUtcNow());
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("steps@bank.example", Password, enrolled)).Outcome);
        var later = OneTimeCodes.At(secret, one.Time.GetUtcNow().AddSeconds(30));
        Assert.Equal(SignInOutcome.CodeWanted, (await one.SignIn("steps@bank.example", Password)).Outcome);
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("steps@bank.example", Password, later)).Outcome);
    }

    [Fact]
    public async Task RecoveryCode_Used_IsUsedUp()
    {
        var one = await Silo();
        var person = await one.Join("recovery@bank.example");
        var (_, recovery) = await one.Enrol(person);

        Assert.Equal(SignInOutcome.Done, (await one.SignIn("recovery@bank.example", Password, recovery[3])).Outcome);
        Assert.Equal(9, (await fixture.Stores.Credentials.Of(person.Id, default)).RecoveryCodes);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("recovery@bank.example", Password, recovery[3])).Outcome);
        await one.Enrol(person);
        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("recovery@bank.example", Password, recovery[4])).Outcome);
    }

    [Fact]
    public async Task Password_HashedAtALesserCost_IsHashedAnewAtSignIn()
    {
        var one = await Silo();
        var person = await one.Join("older@bank.example");
        var older = new Passwords(cost: 10).Hash(await one.Secrets.Pepper(one.Tenant, default), Password);
        await fixture.Stores.Credentials.SetPassword(person.Id, older, 1, default);

        Assert.Equal(SignInOutcome.Refused, (await one.SignIn("older@bank.example", "nine red kettles")).Outcome);
        Assert.Equal(older, (await fixture.Stores.Credentials.Of(person.Id, default)).PasswordHash);
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("older@bank.example", Password)).Outcome);
        Assert.StartsWith(
            "$2b$12$", (await fixture.Stores.Credentials.Of(person.Id, default)).PasswordHash,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guesses_FromOneAddress_AreSlowedAndTheRightPasswordWithThem()
    {
        var one = await Silo();
        await one.Join("guessed@bank.example");
        var bad = IPAddress.Parse("203.0.113.9");

        for (var guess = 0; guess < 6; guess++)
        {
            var refused = await one.SignIn("guessed@bank.example", "a wrong password", from: bad);
            Assert.Equal(SignInOutcome.Refused, refused.Outcome);
        }

        var early = await one.SignIn("guessed@bank.example", Password, from: bad);
        Assert.Equal(SignInOutcome.TooEarly, early.Outcome);
        Assert.Equal(one.Time.GetUtcNow().ToUnixTimeMilliseconds() + 1_000, early.NextAt);
        // Whoever guesses locks out nobody else.
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("guessed@bank.example", Password)).Outcome);
        one.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("guessed@bank.example", Password, from: bad)).Outcome);
    }

    [Fact]
    public async Task Guesses_FromEverywhere_DoNotLockOutWhereThePersonIsKnown()
    {
        var one = await Silo();
        await one.Join("target@bank.example");
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("target@bank.example", Password)).Outcome);
        var lookup = await one.Secrets.Lookup(one.Tenant, "target@bank.example", default);
        var counts = new[] { new AttemptCount(AttemptKind.Person, lookup, 50, 30_000) };
        var now = one.Time.GetUtcNow().ToUnixTimeMilliseconds();
        long? next = null;
        for (var guess = 0; guess < 60 && next is null; guess++)
        {
            next = await fixture.Stores.Attempts.Claim(one.Tenant, counts, now, default);
        }

        Assert.Equal(now + 1_000, next);
        Assert.Equal(
            SignInOutcome.TooEarly,
            (await one.SignIn("target@bank.example", Password, from: IPAddress.Parse("192.0.2.1"))).Outcome);
        Assert.Equal(SignInOutcome.Done, (await one.SignIn("target@bank.example", Password)).Outcome);
    }

    [Fact]
    public async Task Attempts_ManyAtOneTime_PassAsOneAfterAnother()
    {
        var key = UInt128.Parse(Guid.NewGuid().ToString("n"), NumberStyles.HexNumber);
        var counts = new[] { new AttemptCount(AttemptKind.Pair, key, 5, 900_000) };

        var claims = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            _ => fixture.Stores.Attempts.Claim(new TenantId(1), counts, 1_000_000, default).AsTask()));

        Assert.Equal(6, claims.Count(static next => next is null));
        Assert.All(claims, static next => Assert.True(next is null or 1_001_000));
    }

    [Fact]
    public async Task Attempts_EachAfterItsWait_WaitTwiceAsLongUpToTheLongest()
    {
        var key = UInt128.Parse(Guid.NewGuid().ToString("n"), NumberStyles.HexNumber);
        var counts = new[] { new AttemptCount(AttemptKind.Pair, key, 2, 10_000) };
        var (now, waits) = (1_000_000L, new List<long>());
        for (var attempt = 0; attempt < 8; attempt++)
        {
            Assert.Null(await fixture.Stores.Attempts.Claim(new TenantId(1), counts, now, default));
            var next = await fixture.Stores.Attempts.Claim(new TenantId(1), counts, now, default);
            if (next is null)
            {
                attempt++;
                continue;
            }

            waits.Add(next.Value - now);
            now = next.Value;
        }

        Assert.Equal([1_000, 2_000, 4_000, 8_000, 10_000, 10_000], waits);
    }

    [Fact]
    public async Task Rows_OfAPerson_ShowNeitherNameNorAddress()
    {
        var one = await Silo();
        await one.Join("canary@bank.example");
        await one.SignIn("canary@bank.example", "a wrong password");

        foreach (var table in (string[])["persons", "person_passwords", "invitations", "sign_in_attempts"])
        {
            var text = await fixture.Database.Ask<string>(
                $"select string_agg(t::text || encode(coalesce(to_jsonb(t) ->> 'sealed', '')::bytea, 'escape'), ' ') "
                + $"from risk.{table} t");
            Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Siti", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("198.51", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private Task<PeopleSilo> Silo(TenantId? tenant = null) => PeopleSilo.Start(fixture.Stores, tenant);
}
