using System.Collections.Frozen;

namespace OrleansRisk.Core.Decisions;

/// <summary>The sentences of <see cref="ReasonTable"/> in Bahasa Malaysia, with the same figures.</summary>
internal static class MalayReasons
{
    private static readonly FrozenDictionary<ReasonCode, (string Sentence, string Plain)> Rows =
        new Dictionary<ReasonCode, (string, string)>
        {
            [ReasonCode.None] = ("tiada sebab", "tiada sebab"),
            [ReasonCode.AmountUnusual] = ("amaun {0}, lazimnya {1}", "amaun luar biasa"),
            [ReasonCode.AmountLittleHistory] = (
                "amaun {0}, sekitar {1} yang dijangka; sedikit rekod untuk dibandingkan",
                "amaun luar biasa; sedikit rekod untuk dibandingkan"),
            [ReasonCode.VelocityHour] = (
                "{0} bayaran dalam masa sejam, lazimnya {1}", "banyak bayaran dalam masa sejam"),
            [ReasonCode.VelocityDay] = (
                "{0} bayaran dalam masa 24 jam, lazimnya {1}", "banyak bayaran dalam masa 24 jam"),
            [ReasonCode.SpendDay] = (
                "{0} dibelanjakan dalam masa 24 jam, lazimnya {1} sehari", "perbelanjaan tinggi dalam masa 24 jam"),
            [ReasonCode.SpendWeek] = (
                "{0} dibelanjakan dalam masa 7 hari, lazimnya {1} seminggu", "perbelanjaan tinggi dalam masa 7 hari"),
            [ReasonCode.OutliersRepeated] = (
                "bayaran besar lain yang luar biasa kebelakangan ini: sekurang-kurangnya {0}",
                "bayaran besar lain yang luar biasa kebelakangan ini"),
            [ReasonCode.CounterpartyNew] = (
                "pihak yang belum pernah berurusan; {1} % bayaran di sini dibuat kepada pihak baharu",
                "pihak yang belum pernah berurusan"),
            [ReasonCode.CountryUnusual] = ("negara ini dilihat {0} kali dalam {1} bayaran", "negara luar biasa"),
            [ReasonCode.ChannelUnusual] = ("saluran ini dilihat {0} kali dalam {1} bayaran", "saluran luar biasa"),
            [ReasonCode.DeviceUnusual] = ("peranti ini dilihat {0} kali dalam {1} bayaran", "peranti luar biasa"),
            [ReasonCode.CategoryUnusual] = ("kategori ini dilihat {0} kali dalam {1} bayaran", "kategori luar biasa"),
            [ReasonCode.TimeUnusual] = ("pada {0}, lazimnya sekitar {1}", "waktu luar biasa"),
            [ReasonCode.BalanceDrained] = (
                "{0} % daripada wang yang ada sehari lalu akan habis", "sebahagian besar baki akan habis"),
            [ReasonCode.MoneyPassedThrough] = (
                "amaun yang hampir sama diterima dalam masa sehari ({0} % serupa)",
                "amaun yang sama diterima dalam masa sehari"),
            [ReasonCode.CounterpartyRisk] = (
                "{0} % urus niaga pihak ini diketahui penipuan, lazimnya {1} %",
                "pihak dengan penipuan yang diketahui"),
            [ReasonCode.CounterpartyRecentFraud] = (
                "{0} daripada 3 urus niaga terbaharu pihak ini yang dilabel ialah penipuan",
                "pihak dengan penipuan baru-baru ini"),
            [ReasonCode.AmountStructured] = (
                "amaun bulat, atau sedikit di bawah had pelaporan", "amaun bulat, atau sedikit di bawah had pelaporan"),
            [ReasonCode.PlaceDistant] = (
                "untuk tiba di sini dari tempat sebelumnya memerlukan {0} km/j", "jauh dari tempat sebelumnya"),
            [ReasonCode.CounterpartiesMany] = (
                "pihak berlainan kebelakangan ini: {0} kali bilangan lazim",
                "bilangan pihak yang lain daripada lazim kebelakangan ini"),
            [ReasonCode.CounterpartyShare] = (
                "{0} % urus niaga akaun ini adalah dengan pihak ini", "kekerapan berurusan dengan pihak ini"),
            [ReasonCode.CounterpartyAccounts] = (
                "akaun yang berurusan dengan pihak ini", "akaun yang berurusan dengan pihak ini"),
            [ReasonCode.BalanceShare] = ("{0} % daripada baki sebelumnya", "besar berbanding baki"),
            [ReasonCode.WeekdayUnusual] = ("hari dalam minggu", "hari dalam minggu"),
            [ReasonCode.AccountHistory] = (
                "{0} urus niaga akaun ini diketahui sebelumnya", "apa yang diketahui tentang akaun ini sebelumnya"),
            [ReasonCode.InformationMissing] = (
                "sesuatu yang lazimnya diketahui tidak diketahui", "sesuatu yang lazimnya diketahui tidak diketahui"),
            [ReasonCode.AmountOfMonth] = (
                "amaun {0}; dalam 30 hari terakhir {1} telah dibelanjakan", "amaun besar berbanding bayaran lain"),
            [ReasonCode.PaymentsOfDay] = (
                "bayaran dalam masa 24 jam: sekurang-kurangnya {0}; dalam 30 hari terakhir {1} sehari",
                "banyak bayaran dalam masa 24 jam"),
            [ReasonCode.CounterpartyRecent] = (
                "hari sejak kali pertama berurusan dengan pihak ini: sekurang-kurangnya {0}; " +
                    "bayaran kepadanya setakat ini: sekurang-kurangnya {1}",
                "pihak yang baru sahaja dikenali"),
            [ReasonCode.CounterpartiesNew] = (
                "pihak berlainan sejak semalam: sekurang-kurangnya {0}",
                "beberapa pihak baharu sejak semalam"),
            [ReasonCode.PayersNew] = (
                "pembayar berlainan dalam masa seminggu: sekurang-kurangnya {0}",
                "beberapa pembayar baharu dalam masa seminggu"),
            [ReasonCode.MoneyJustArrived] = (
                "wang masuk beberapa jam sebelumnya", "wang masuk beberapa jam sebelumnya"),
            [ReasonCode.IncomeLow] = (
                "pendapatan {0} sebulan; mulai {1} tiada mata ditolak", "pendapatan rendah"),
            [ReasonCode.IncomeVaries] = (
                "pendapatan bulanan berubah-ubah sebanyak {0} %; sehingga {1} % tiada mata ditolak",
                "pendapatan berubah-ubah"),
            [ReasonCode.IncomeStopped] = (
                "tiada pendapatan tetap selama {0} hari; dahulunya diterima setiap {1} hari",
                "pendapatan tetap telah terhenti"),
            [ReasonCode.SavingsLow] = (
                "{0} % daripada pendapatan disimpan; mulai {1} % tiada mata ditolak",
                "sedikit daripada pendapatan disimpan"),
            [ReasonCode.BalanceLow] = (
                "baki serendah {0} pada satu daripada setiap sepuluh hari; perbelanjaan seminggu ialah {1}",
                "baki rendah"),
            [ReasonCode.BalanceNegative] = (
                "terlebih pengeluaran pada {0} daripada 90 hari lepas", "akaun terlebih pengeluaran"),
            [ReasonCode.PaymentsReturned] = ("{0} bayaran dikembalikan dalam masa 90 hari", "bayaran dikembalikan"),
            [ReasonCode.DebtHigh] = (
                "{0} % daripada pendapatan digunakan untuk bayaran hutang; sehingga {1} % tiada mata ditolak",
                "bayaran hutang tinggi"),
            [ReasonCode.LendersSeveral] = (
                "{0} pemberi pinjaman dalam masa 90 hari; dengan {1} tiada mata ditolak", "beberapa pemberi pinjaman"),
            [ReasonCode.BorrowingRecent] = (
                "{0} % daripada pendapatan sebulan dipinjam dalam masa tiga bulan", "pinjaman baru-baru ini"),
            [ReasonCode.SpendingFaster] = (
                "perbelanjaan 14 hari lepas pada {0} % daripada kelaziman", "perbelanjaan bertambah laju"),
            [ReasonCode.GamblingHigh] = ("{0} % daripada pendapatan digunakan untuk perjudian", "perjudian"),
            [ReasonCode.FeesHigh] = (
                "{0} % daripada pendapatan digunakan untuk fi akaun", "fi akaun tinggi"),
            [ReasonCode.HistoryShort] = (
                "hanya {0} hari diketahui; mulai {1} hari tiada mata ditolak", "rekod yang singkat"),
            [ReasonCode.ReserveLow] = (
                "baki pada hari biasa menampung perbelanjaan {0} hari; mulai {1} hari tiada mata ditolak",
                "simpanan kecil"),
            [ReasonCode.PaydayLoans] = (
                "pemberi pinjaman sehingga hari gaji dalam masa setahun: {0}", "pinjaman sehingga hari gaji"),
            [ReasonCode.Collectors] = (
                "pengutip hutang yang dibayar dalam masa setahun: {0}", "pengutip hutang"),
            [ReasonCode.IncomeFalls] = (
                "pendapatan dua bulan lepas pada {0} % daripada empat bulan sebelumnya; mulai {1} % tiada mata ditolak",
                "pendapatan telah berkurang"),
            [ReasonCode.SourceUnknown] = (
                "sumber {0} % daripada wang masuk tidak diketahui; sehingga {1} % tiada mata ditolak",
                "wang tanpa sumber yang diketahui"),
            [ReasonCode.IncomeNone] = ("tiada pendapatan yang dilihat", "tiada pendapatan yang dilihat"),
            [ReasonCode.ReturnedInAYear] = (
                "bayaran dikembalikan dalam masa kira-kira setahun: {0}", "bayaran dikembalikan"),
            [ReasonCode.ReserveUnpaid] = (
                "bil dikembalikan tanpa dibayar, jadi baki dikira menampung perbelanjaan paling banyak {0} hari; " +
                    "mulai {1} hari tiada mata ditolak",
                "bil dikembalikan tanpa dibayar, jadi baki kurang dikira"),
            [ReasonCode.BalanceUnpaid] = (
                "bil dikembalikan tanpa dibayar, jadi baki rendah dikira paling banyak perbelanjaan seminggu, {0}",
                "bil dikembalikan tanpa dibayar, jadi baki rendah kurang dikira"),
            [ReasonCode.SpendingAboveIncome] = (
                "{0} keluar sebulan, lebih daripada pendapatan {1}", "perbelanjaan melebihi pendapatan"),
            [ReasonCode.IncomeDrops] = (
                "pendapatan berkurang {0} % dari sebulan ke sebulan secara purata; sehingga {1} % tiada mata ditolak",
                "pendapatan berkurang dari sebulan ke sebulan"),
            [ReasonCode.LoansNew] = (
                "pinjaman yang dikeluarkan dalam masa kira-kira tiga bulan: {0}; sehingga {1} tiada mata ditolak",
                "beberapa pinjaman baharu"),
            [ReasonCode.DebtBesideHousing] = (
                "{0} % daripada pendapatan digunakan untuk hutang selain pinjaman rumah; " +
                    "sehingga {1} % tiada mata ditolak",
                "bayaran hutang selain pinjaman rumah tinggi"),
        }.ToFrozenDictionary();

    public static (string Sentence, string Plain) Of(ReasonCode code) => Rows[code];
}
