namespace OrleansRisk.Postgres.Journal;

/// <summary>The feed's one statement.</summary>
internal static class FeedReads
{
    /// <summary>
    /// All writers in one snapshot, so that who sees record n+1 of an account sees n. Where there is more than the
    /// limit it is cut between commits and in the order in which commits were written: a commit that followed from
    /// another one began after it was visible, so its ordinals are greater, whatever its writer, and it is never taken
    /// without the other. A commit is never cut. Writers that stand where the reader stands are not looked at.
    /// </summary>
    public static readonly string Statement =
        $"""
        with due as (
            select l.id, coalesce(p.number, 0) as after
            from risk.lanes l left join unnest($1::int[], $2::bigint[]) as p(lane, number) on p.lane = l.id
            where l.last_commit > coalesce(p.number, 0) and ($4::text[] is null or l.scope = any ($4))
        ), commits as (
            select d.id as lane, c.commit_number, min(c.ordinal) as written, count(*) as rows
            from due d cross join lateral (
                select j.commit_number, j.ordinal from risk.journal j
                where j.lane = d.id and j.commit_number > d.after
                order by j.commit_number fetch first $3 rows with ties) c
            group by d.id, c.commit_number
        ), counted as (
            select lane, commit_number, written, sum(rows) over (order by written) - rows as before from commits
        )
        select {JournalRows.Columns("r")}
        from counted c cross join lateral (
            select * from risk.journal j
            where j.lane = c.lane and j.commit_number = c.commit_number order by j.ordinal offset 0) r
        where c.before < $3
        order by c.written, r.ordinal
        """;

    /// <summary>
    /// The same for readers of some tenants: of every commit taken a row, and of these tenants ($5) all rows. Closed
    /// writers up to the floor ($4) that are not named were read to their end.
    /// </summary>
    public static readonly string OfTenants =
        $"""
        with due as (
            select l.id, coalesce(p.number, 0) as after
            from risk.lanes l left join unnest($1::int[], $2::bigint[]) as p(lane, number) on p.lane = l.id
            where l.last_commit > coalesce(p.number, case when l.id <= $4 then l.last_commit else 0 end)
        ), commits as (
            select d.id as lane, c.commit_number, min(c.ordinal) as written, count(*) as rows
            from due d cross join lateral (
                select j.commit_number, j.ordinal from risk.journal j
                where j.lane = d.id and j.commit_number > d.after
                order by j.commit_number fetch first $3 rows with ties) c
            group by d.id, c.commit_number
        ), counted as (
            select lane, commit_number, written, rows, sum(rows) over (order by written) - rows as before from commits
        )
        select c.lane, c.commit_number, c.rows, {JournalRows.Columns("r")}
        from counted c left join lateral (
            select * from risk.journal j
            where j.lane = c.lane and j.commit_number = c.commit_number and j.tenant = any ($5)
            order by j.ordinal offset 0) r on true
        where c.before < $3
        order by c.written, r.ordinal
        """;
}
