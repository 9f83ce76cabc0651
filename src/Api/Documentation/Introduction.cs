namespace Picora.Api.Documentation;

/// <summary>The first minute with the API, as Markdown.</summary>
internal static class Introduction
{
    public static string For(string url) => $$"""
        A media host of your own: pictures come in over this API, are checked, stored, made into the sizes that pages need, and served
        from stable addresses.

        ## The first minute

        ```sh
        # 1. Ask for a code. Without SMTP the mail is a file in <data>/mail.
        curl {{url}}/v1/auth/send-code --json '{"email":"ada@example.org","type":"register"}'

        # 2. Sign up with it. The answer holds an access token.
        curl {{url}}/v1/auth/register --json '{"email":"ada@example.org","password":"correct horse 42","code":"123456"}'

        # 3. Make an API key. It is shown this once.
        curl {{url}}/v1/api-keys -H "Authorization: Bearer $ACCESS_TOKEN" --json '{"name":"my tool"}'

        # 4. Upload. The answer's data.url is permanent.
        curl {{url}}/v1/images -H "Authorization: Bearer $API_KEY" -F file=@photo.jpg
        ```

        ## What all operations share

        - Answers under `/v1` are `{"success":true,"data":…}`. Failures are `{"success":false,"error":…,"code":…,"meta":…,"message":…}`:
          branch on `code`, which never changes; `error` is a sentence in English or, by `Accept-Language`, Chinese.
        - Every answer carries `x-request-id`; quote it when something goes wrong.
        - Lists are paged by `cursor` and `limit` (1 to 50, 20 by default); `nextCursor` is null on the last page.
        - Calls are limited per minute, by the tier that the operation names, and all together per hour; `GET /v1/user/me/rate-limits`
          says how things stand. Past a limit: 429 with `Retry-After`.
        - A `POST` with an `Idempotency-Key` of your own (1 to 255 characters, such as a UUID) is carried out once: sent again within 24 hours, it
          gets the first success's answer with `Idempotency-Replayed: true`; while the first is under way 409 `IDEMPOTENCY_IN_PROGRESS`; with
          another content 422 `IDEMPOTENCY_KEY_REUSED`. Failures are not kept. Operations that need no credential do not read it.
        - Times are ISO 8601 in UTC with milliseconds. Unknown members of a body are ignored.
        """;
}
